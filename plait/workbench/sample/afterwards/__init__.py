"""What became of each action: for every meeting, one `Followed` for each action in the order of its minutes."""

from plait.workbench.sample.afterwards.case_review import CASE_REVIEW
from plait.workbench.sample.afterwards.neglect import NEGLECT
from plait.workbench.sample.afterwards.oversight import OVERSIGHT
from plait.workbench.sample.afterwards.oversight_lately import OVERSIGHT_LATELY
from plait.workbench.sample.afterwards.strategic import STRATEGIC

AFTERWARDS = NEGLECT | OVERSIGHT | OVERSIGHT_LATELY | STRATEGIC | CASE_REVIEW
