"""A fresh port order of ten numbers, from its bill to working, billed numbers."""

from domain.porting.order import OrderStatus
from runtime.processes.web import api_parts
from runtime.real_time import now
from runtime.samples import sample_customer
from runtime.samples.sample import run_order
from runtime.samples.sample_order import SampleStuck
from runtime.samples.visitor import VisitRefused
from runtime.settings import Settings


async def run_demo(settings: Settings) -> bool:
    """Whether the order got to its end; each demo has a customer of its own."""
    async with api_parts(settings) as parts:
        customer = await sample_customer.make(parts, now(), settings.data_dir)
    try:
        status = await run_order(settings, customer, 0, print)
    except (SampleStuck, VisitRefused) as trouble:
        print(f"The demo did not get to its end: {trouble}")
        return False
    return status is OrderStatus.PORTED
