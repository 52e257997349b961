"""Forms of the pages that reach over several rooms, and of people, agencies and posts."""

from plait.workbench.forms.finding import SearchForm
from plait.workbench.forms.groups import AgreeTermsForm, EndGroupForm
from plait.workbench.forms.people import AgencyForm, LeavingForm, LeavingPostForm, MergeForm, PersonForm, PostForm

__all__ = [
    "AgencyForm",
    "AgreeTermsForm",
    "EndGroupForm",
    "LeavingForm",
    "LeavingPostForm",
    "MergeForm",
    "PersonForm",
    "PostForm",
    "SearchForm",
]
