"""Words that stand in the names of businesses and hardly in those of people: a surname here would make a company of a person."""

_WRITTEN = """
academy accounting advisors advisory agency airlines animal antiques apartments apparel appliances apts architects architecture asphalt
associates association attorney attorneys authority auto automotive aviation bagels bakery bank baptist bbq bistro bookkeeping books
bookstore borough boutique brewery brewing brokers bros brothers builders bureau burgers cafe campground cargo carpets catering center
centre chiropractic church city cleaners cleaning clinic clinics clothing club college commission committee communications computers
computing concrete condominium congregation construction consultants consulting contracting contractors council county courier couriers
creamery cruises dairy daycare dba deli delivery dental dentistry department design designs developers development digital diner diocese
district donuts drywall electrical electronics elementary engineering engineers enterprises equipment escrow express eyecare fabrication
fabrics farm farms feed fellowship films financial firm fitness flooring floral florist foundation freight fund furniture garage gifts
grill grocers grocery grooming group gutters gym gymnastics hardware healthcare hoa holdings homeowners homes hospice hospital hosting
hotel hotels hvac industries inn institute insurance interiors international investments investors irrigation janitorial jewelers jewelry
karate kennels laboratories labs landscapes landscaping laundromat laundry lawncare legal lending library limousine liquors loans
logistics lumber lutheran machining manufacturing market marketing masonry meats media medical methodist ministries montessori mortgage
motel motors motorsports movers moving municipal museum networks notary nursery nursing office offices optical orchard orchards
orthodontics outfitters painting partners paving payroll pediatrics pharmacy photography physicians pizza pizzeria plumbing pools
presbyterian preschool printing productions properties realtor realtors realty rehab rehabilitation remodeling rental rentals repair
repairs research resort restaurant restoration roofing salon salons saloon school schools seafood septic services shoes shop shuttle
siding signs society software solutions sons spa staffing storage store studio suites supplies supply surgery surgical surveying surveyors
sushi synagogue systems tacos tattoo tavern taxi technologies technology telecom termite theater theatre therapy tires tours towing
township toys transport transportation travel trucking trust university upholstery ventures veterinary village vineyards vision warehouse
welding wellness widgets windows winery wines wireless yoga
"""
BUSINESS_WORDS = frozenset(_WRITTEN.split())
