"""Forms of the pages that reach over several rooms, and of people, agencies and posts."""

from plait.workbench.forms.finding import SearchForm
from plait.workbench.forms.groups import AgreeTermsForm, EndGroupForm
from plait.workbench.forms.people import (
    AddPersonForm,
    AgencyForm,
    ChangeAgencyForm,
    ChangePersonForm,
    ChangePostForm,
    LeavingForm,
    LeavingPostForm,
    MergeForm,
    PostForm,
)

__all__ = [
    "AddPersonForm",
    "AgencyForm",
    "AgreeTermsForm",
    "ChangeAgencyForm",
    "ChangePersonForm",
    "ChangePostForm",
    "EndGroupForm",
    "LeavingForm",
    "LeavingPostForm",
    "MergeForm",
    "PostForm",
    "SearchForm",
]
