"""Words that stand in the names of businesses and hardly in those of people: a surname here would make a company of a person."""

_WRITTEN = """
academy accounting advisors agency animal apartments associates association attorneys auto automotive bakery bank books bookstore
brewery brewing bros brothers builders cafe catering center centre chiropractic church city cleaning clinic club college condominium
construction consulting contracting contractors county dba deli dental dentistry department design designs digital diner electrical
enterprises equipment farms feed financial fitness florist foundation freight furniture grill grocery group gym hardware
healthcare holdings homeowners hospital hotel hvac industries inn institute insurance international jewelers landscaping library
logistics lumber manufacturing marketing media medical ministries mortgage motel motors museum office optical orchards orthodontics
outfitters partners pediatrics pharmacy photography pizza pizzeria plumbing printing properties realty rental rentals repair repairs
resort restaurant roofing salon school services shop society software solutions sons storage store studio supplies supply synagogue
systems technologies technology theater theatre tours township transport transportation travel trucking trust university veterinary
vineyards warehouse winery yoga
"""
BUSINESS_WORDS = frozenset(_WRITTEN.split())
