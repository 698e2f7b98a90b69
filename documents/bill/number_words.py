"""The words that stand beside numbers on bills, and what each says of whose number it is."""

import re

# Help, offices, banks, calls, other companies, lines that have left: never the customer's.
OTHERS = re.compile(
    r"customer\s*(?:service|care|support|relations)|questions|support|contact|repair|\bhelp|assistance"
    r"|pay\s*by\s*phone|inquir|\bsales\s*(?:and|&|dep|support|inquir|:|team)|orders?\b"
    r"|outage|hearing|\brelay\b|\btty\b|\btdd\b|emergency|fraud|remit|\bvisit\b|\bbank|routing|tax\s*id"
    r"|\bfein\b|\bduns\b|\bcall\b(?!\s*(?:waiting|forward|plan|block))|\bdial\b"
    r"|reach\b|moving\?|collections?\b|\bstore\b|\bhotline|lifeline|commission|\bbureau|\bagency|department"
    r"|dispute|office\s*hours|our\s*office|after\s*hours"
    r"|trouble|24\s*hours|espa[nñ]ol|forwarded|\bcf[nd]+\b|\bcbr\b|callback|call\s*back|\bcalls?\s*(?:to|from)\b"
    r"|called|third.?party|collect\b|behalf|referr|requested\s*by"
    r"|on\s*file|\bimei|iccid|\bsim\b|meter|invoice|confirmation|reference|circuit|ticket|\bpo\s*#|web"
    r"|www|@|\.com\b|\.net\b|\bfax\s*(?:us|your|to\b)|write\s*to|toll.?free\s*at"
    r"|switch(?:ed)?\s*(?:to|from)|text\s*us|schedule|sign\s*up|enroll|\bmail\b|\bmanager\b|\bteam\b|escalation"
    r"|representative|technician|\bagent\b|\bchat\b|frequently|dialed|\bspoke|\bor\s*phone|port(?:ed)?[\s-]*(?:out|away|in)\b"
    r"|disconnected|no\s*longer|removed|\btrack|moved\s*(?:to|away|out)|transfer|cancel|\bterminat|former|\bold\b|previous(?:ly)?\b"
    r"|\bclosed\b|inactive|\bfinal\b|\bpending|reserved|\binstall(?!ed)|scheduled|refund|adjust|work\s*order|advertis|\blisting|yellow\s*pages"
    r"|\bbridge\b|conferenc|dial.?in|premium(?!\s*(?:unlimited|plan|voice|line|user|seat|office|business))|alerts?\b|monitor|notif|another|toll.?free|(?:rings?|points?|rout(?:es?|ed)|delivers?|sent)\s*(?:to|at)\b"
    r"|central\s*station|guest|vendor|landlord|neighbou?r|answering\s*service|\boff\b|\bclli\b|\bhost\b|\bads?\b|wholesale"
    r"|retriev|access\s*number|consultant|notary|premises\s*of|revers\w+\s*charge|temperature|weather|poison|crisis|suicide|prevention"
    r"|(?<!credit card )\bpayments?\s*line|automated|24.?hour|\bmoving\b|(?:billing|tech|^\W*service)\s*line\b"
    r"|fax\s*(?:payment|number\s*for)|call\s*forward\w*\s*(?:no\s*answer|busy|always|all\b)"
    r"|corporate|\bnoc\b|far\s*end|overflow|calling\s*card|prepaid|expired?\b|\bported\b|vacated|billed\s*(?:on|to|separately)|line\s*of\s*credit"
    r"|security\s*desk|find\s*me|\bpaging|(?:text|message)\s*with|message\s*to|incoming|outgoing|third\s*number|person.to.person|calling\s*to\b"
    r"|friends|\bcircle\b|\btrial\b|^\W*(?:fax\s*:|office\s*phone)\s*\(?\d",
    re.I,
)
# What follows is where calls go on to; what stands before it may be the customer's.
ONWARD = re.compile(r"forward|\bcf[a-z]{0,2}\b|(?:rings?|points?|rout(?:es?|ed)|delivers?|sent|notif\w*)\s*(?:to|at)\b", re.I)
# A row of a list of calls: a time, minutes, or a single day in front.
CALL_ROW = re.compile(
    r"\b\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m?\b|\b)|\b\d+\s*min(?:s|utes?)?\b"
    r"|^\s*(?:\d{1,4}\s+)?(?:\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?(?![\d-])|(?:jan|feb|mar|apr|may|jun"
    r"|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*\d{1,2}\b(?!.*-))",
    re.I,
)
# Says by itself that the number is a line of this account.
SURE_CUE = re.compile(
    r"services?\s*(?:for|-)|charges?\s*for|(?:phone|voice|line)s?\s*for|phone\s*numbers?|telephone\s*numbers?|for\s*number|wireless\s*number"
    r"|\btns?\b|\bdids?\b|\bhunt|rotary|rollover"
    r"|billing\s*telephone|monthly\s*service|\bbtn\b|\b(?:1mb|1fb|1fr|aln)\b|calling\s*plan|trunk|^\W*line\s*\d{1,3}\b(?![\s.-]*\d{3}\b)"
    r"|\b(?:bus(?:iness)?|res(?:idential)?)\s*line",
    re.I,
)
# Says so only among the customer's lines or with a price.
CUE = re.compile(
    r"\blines?\b|voice|\bplan\b|\bfax\b|extension|\bext\b|station|\bmain\b|auto\s*attendant|(?:digital"
    r"|business|office|home|desk|lobby|main|cell|mobile)\s*phone"
    r"|mobile|unlimited|dsl|alarm|elevator|centrex|front\s*desk|^\W*numbers?\s*:|^qty\s*description\b",
    re.I,
)
# Words of sentences; sentences speak of numbers, they do not bill them.
PROSE = re.compile(
    r"\b(?:try|our|you|if|please|may|will|can|cannot|be|is|are|was|were|any|who|when|until|because"
    r"|we|us|this|that|these|has|have|ring|save|ask|use|most)\b",
    re.I,
)
MONEY = re.compile(r"\$\s?\d|(?<![\d/.-])\d{1,4}\.\d{2}(?![\d.-])|(?<![\w.])\.\d{2}(?![\d.-])")
