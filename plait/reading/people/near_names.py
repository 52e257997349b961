"""Names that are nearly those of the roll: short forms, slips of the pen. They are offered, never taken for sure."""

from plait.reading.people.roll import Roll, name_words

_SHORT_FORMS = """
abigail abby abi gail; adam ad; alan al; albert bert al; alexander alex alec al sandy xander; alexandra alex sandra
alexa; alfred alf fred alfie; alison ali allie; amanda mandy; amelia millie amy; andrew andy drew; angela angie
ange; anne ann anna annie; anthony tony ant; antonia toni; archibald archie; arthur art; barbara barb babs; beatrice
bea; benjamin ben benji; bernard bernie; bridget bridie; bronwen bron; catherine katherine kathryn cath kath kathy
cathy kate katie kat; charles charlie chas chuck; charlotte charlie lottie char; christine christina chris chrissie
tina; christopher chris kit; clementine clem; constance connie; cordelia delia; cynthia cindy; daniel dan danny;
danielle dani; david dave davey; deborah debra deb debbie debs; denise den; derek del; diana diane di; dominic dom;
donald don; dorothy dot dottie dora; douglas doug; edward ed eddie ted ned; eleanor ellie nell nora ella; elizabeth
liz lizzie beth betty eliza libby elsie lisa; emily em emmie; emma em; eugene gene; eve evie; felicity fliss flick;
florence flo florrie; frances fran frankie; francis frank; frederick fred freddie; gabriel gabe; gabrielle gabby;
gareth gaz; geoffrey jeffrey geoff jeff; georgina georgie gina; gerald gerry; gillian gill jill; graham gray;
gregory greg; gwendolyn gwen; harold harry; harriet hattie; helen nell; henry harry hal; hilary hil; imogen immy;
isabel isabelle isobel izzy bella; jacob jake; jacqueline jackie jacqui; james jim jimmy jamie; jane janey; janet
jan; janice jan; jason jay; jennifer jen jenny; jeremy jerry jem; jessica jess jessie; jessamy jess; joan joanie;
joanne joanna jo; jonathan jon jonny; john jack johnny; joseph joe joey; josephine jo josie; judith judy jude; julia
julie jules; juliet jules; justine jus; karen kaz; kenneth ken kenny; kevin kev; kimberley kim; laura laurie;
laurence lawrence larry laurie; leonard len lenny; leslie les; lillian lily lil; linda lindy lynn; louise lou;
lucinda lucy cindy; lucille lucy; lydia lyddie; madeleine maddy; malcolm mal; margaret maggie meg peggy marge; maria
mary; marianne mari; marjorie marge; martin marty; matilda tilly; matthew matt; maureen mo; maxine max; maximilian
max; melanie mel; melissa mel; michael mike mick micky; michelle shell; miriam mim; miranda mandy; mohammed mohammad
muhammad mo; morgan mo; natalie nat; natasha tasha nat; nathan nate; nathaniel nat nate; nicholas nick nicky; nicola
nicky nic nikki; norman norm; oliver ollie; olivia liv livvy; pamela pam; patricia pat trish tricia patsy; patrick
pat paddy; penelope penny; peter pete; philip phillip phil pip; philippa pippa pip; priscilla cilla; rachel rach;
raymond ray; rebecca becky becca bex; reginald reg; richard rich rick dick ricky; robert rob bob bobby bert robbie;
roderick rod; rodney rod; roger rog; ronald ron ronnie; rosalind ros roz rosie; rosemary rose rosie; rupert ru;
russell russ; samantha sam sammy; samuel sam sammy; sandra sandy; sarah sara sally sal; sebastian seb; sharon shaz;
sheila shell; simon si; sophia sophie soph; stanley stan; stephanie steph; stephen steven steve ste; stuart stewart
stu; susan suzanne susannah sue suzie susie; sylvia syl; teresa theresa terry tess; terence terry; thomas tom tommy;
timothy tim; tobias toby; tracey tracy trace; valerie val; vanessa ness; veronica ronnie; victor vic; victoria vicky
vicki tori; vincent vince; virginia ginny; vivienne viv; walter walt wally; wendy wend; wilfred wilf; william will
bill billy liam; winifred win winnie; yvonne von; zachary zac zach
"""
_GROUPS = [frozenset(group.split()) for group in _SHORT_FORMS.replace("\n", " ").split(";")]
_FORMS: dict[str, frozenset[str]] = {}
for _group in _GROUPS:
    for _name in _group:
        _FORMS[_name] = _FORMS.get(_name, frozenset()) | _group
_SHORTEST = 4  # letters of a name in which one slip is believed


def near_names(name: str, roll: Roll) -> tuple[str, ...]:
    """Everybody on the roll whom a short form or one slip of the pen may mean; empty where nobody is near.

    "Doug Ferrier" may be Douglas Ferrier; "Olwen Hartre" may be Olwen Hartree; "Dot" may be Dorothy Eve.
    """
    wanted = name_words(name)
    if not 1 <= len(wanted) <= 3:
        return ()
    found = []
    for attendee in roll.attendees:
        printed = name_words(attendee.name)
        if printed and _near(wanted, printed):
            found.append(attendee.name)
    return tuple(found)


def _near(wanted: list[str], printed: list[str]) -> bool:
    if len(wanted) == 1:
        return _short_form(wanted[0], printed[0]) or any(_slip(wanted[0], part) for part in (printed[0], printed[-1]))
    if len(printed) == 1:
        return False
    first, last = (wanted[0], printed[0]), (wanted[-1], printed[-1])
    if last[0] == last[1]:
        return first[0] == first[1] or _short_form(*first) or _slip(*first) or _initial(*first)
    return _slip(*last) and (first[0] == first[1] or _short_form(*first))


def _initial(written: str, printed: str) -> bool:
    return len(written) == 1 and printed.startswith(written)


def _short_form(written: str, printed: str) -> bool:
    return written != printed and printed in _FORMS.get(written, frozenset())


def _slip(written: str, printed: str) -> bool:
    """One letter too many, too few or wrong, or two changed round, in a name of some length."""
    if written == printed or min(len(written), len(printed)) < _SHORTEST or abs(len(written) - len(printed)) > 1:
        return False
    at = 0
    while at < min(len(written), len(printed)) and written[at] == printed[at]:
        at += 1
    if at == 0:
        return False
    return (
        written[at + 1 :] == printed[at:]
        or written[at:] == printed[at + 1 :]
        or written[at + 1 :] == printed[at + 1 :]
        or (written[at : at + 2] == printed[at : at + 2][::-1] and written[at + 2 :] == printed[at + 2 :])
    )
