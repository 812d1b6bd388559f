"""Slots that members and servers share: what one holds for long does not keep the others waiting."""

import asyncio

from bot.workers.fair_slots import FairSlots, Member, Slot
from bot.workers.queue import QueueLimits, SongQueue

HONEST = Member(999, 999)


class Holders:
    """Members who hold every slot that they get."""

    def __init__(self, slots: FairSlots) -> None:
        self._slots = slots
        self._tasks: list[asyncio.Task[None]] = []

    async def ask(self, member: Member, times: int = 1) -> list[Slot]:
        asked = [self._slots.slot(member) for _ in range(times)]
        self._tasks += [asyncio.create_task(_hold(slot)) for slot in asked]
        for _ in range(3):
            await asyncio.sleep(0)
        return asked

    async def leave(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _hold(slot: Slot) -> None:
    async with slot:
        await asyncio.Event().wait()


def _granted(slots: list[Slot]) -> int:
    return sum(slot.granted for slot in slots)


async def test_a_member_and_a_server_hold_no_more_than_their_shares() -> None:
    slots = FairSlots(16, per_member=2, per_server=4)
    holders = Holders(slots)
    assert _granted(await holders.ask(Member(1, 10), 6)) == 2
    others = [await holders.ask(Member(1, number)) for number in range(11, 16)]
    assert [_granted(slots) for slots in others] == [1, 1, 0, 0, 0]
    assert _granted(await holders.ask(Member(2, 20))) == 1
    await holders.leave()


async def test_five_members_who_hold_all_they_get_leave_room_for_a_link_elsewhere_and_in_their_server() -> None:
    for servers in ([1, 1, 1, 1, 1], [1, 2, 3, 4, 5]):
        queue = SongQueue(QueueLimits())
        holders = Holders(queue.links)
        for number, server in enumerate(servers):
            assert _granted(await holders.ask(Member(server, number), 6)) >= 1
        for member in (HONEST, Member(1, 999)):
            (slot,) = await holders.ask(member)
            assert slot.position == 0
        await holders.leave()
        assert queue.links.taken == queue.links.waiting == 0


async def test_links_hold_neither_attachments_nor_analyses_up() -> None:
    queue = SongQueue(QueueLimits())
    holders = Holders(queue.links)
    for number in range(100):
        await holders.ask(Member(number, number))
    assert queue.links.waiting > 0
    for slots in (queue.attachments, queue.analyses, queue.pages):
        async with slots.slot(HONEST) as slot:
            assert slot.position == 0
    await holders.leave()


async def test_a_member_alone_may_use_a_second_slot_until_half_are_taken() -> None:
    slots = FairSlots(4, per_member=2)
    holders = Holders(slots)
    assert _granted(await holders.ask(Member(1, 10), 2)) == 2
    assert _granted(await holders.ask(Member(2, 20), 2)) == 1
    assert _granted(await holders.ask(Member(3, 30), 2)) == 1
    await holders.leave()


async def test_a_slot_is_given_back_before_its_context_ends_and_only_once() -> None:
    slots = FairSlots(1)
    async with slots.slot(Member(1, 10)) as early:
        early.release()
        assert slots.taken == 0
        async with slots.slot(Member(2, 20)) as next_slot:
            early.release()
            assert (next_slot.position, slots.taken) == (0, 1)
    assert slots.taken == 0


async def test_slots_that_are_given_back_go_round_the_members() -> None:
    slots = FairSlots(1)
    holders = Holders(slots)
    first, second, third = await holders.ask(Member(1, 10), 3)
    (other,) = await holders.ask(Member(1, 11))
    first.release()
    assert (second.position, other.position, third.position) == (0, 1, 2)
    second.release()
    assert (other.position, third.position) == (0, 1)
    await holders.leave()
