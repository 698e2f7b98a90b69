"""The sample customer with its sample order, made once in an empty database; and what a person at the terminal is told."""

import time
from collections.abc import Callable
from datetime import timedelta

import httpx

from domain.porting.order import OrderStatus
from runtime.processes.web import api_parts
from runtime.real_time import now
from runtime.samples import sample_customer
from runtime.samples.sample_customer import SampleCustomer
from runtime.samples.sample_order import SampleOrder, SampleStuck
from runtime.samples.visitor import Visitor, VisitRefused
from runtime.settings import Settings
from store.database import tenant_transaction
from store.tenancy import organisations

_PATIENCE = timedelta(seconds=30)


async def seed(settings: Settings) -> None:
    """Make both where the database has no organisation yet, or go on where an earlier start broke off; say where the console is and who
    may sign in."""
    customer = await _customer(settings)
    if customer is not None:
        await _serve(settings, customer)
    print(f"\nThe console is at {settings.console_url}")
    for login in sample_customer.remembered(settings.data_dir):
        print(f"  {login.role:15} {login.email:32} {login.password}")
    print("Stop with Ctrl-C.", flush=True)


async def run_order(settings: Settings, customer: SampleCustomer, first: int, say: Callable[[str], None]) -> OrderStatus:
    """A port order from draft to billed numbers, with its timeline. first: last two digits of its first number."""
    began = time.monotonic()
    async with httpx.AsyncClient(base_url=settings.console_url, timeout=_PATIENCE.total_seconds(), trust_env=False) as http:
        visitor = Visitor(http)
        await visitor.sign_in(customer.admin.email, customer.admin.password)
        order = SampleOrder(visitor, customer, first, say)
        order_id = await order.submit()
        status = await order.see_through(order_id)
        for line in await order.timeline(order_id):
            say(f"  {line}")
        say(f"order {order_id} is {status} after {time.monotonic() - began:.1f} s")
    return status


async def _serve(settings: Settings, customer: SampleCustomer) -> None:
    """An order that does not get on is tried again at the next start, and keeps nobody from the console."""
    try:
        await run_order(settings, customer, 0, print)
    except (SampleStuck, VisitRefused) as trouble:
        print(f"The sample order did not get to its end: {trouble}")
    else:
        sample_customer.served(settings.data_dir)


async def _customer(settings: Settings) -> SampleCustomer | None:
    """The new sample customer, or the one whose order an earlier start left; None where other organisations are there already."""
    async with api_parts(settings) as parts:
        async with tenant_transaction(parts.app, (), staff=True) as connection:
            if await organisations.listed(connection, limit=1):
                return sample_customer.unserved(settings.data_dir)
        return await sample_customer.make(parts, now(), settings.data_dir)
