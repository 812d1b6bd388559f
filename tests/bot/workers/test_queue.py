import asyncio

import pytest

from bot.workers.queue import BusyError, MemberBusyError, QueueLimits, ServerBusyError, SongQueue


class QueueDriver:
    """A queue whose songs work until they are let go, and the order in which they began."""

    def __init__(self, limits: QueueLimits) -> None:
        self.queue = SongQueue(limits)
        self.began: list[str] = []
        self.moves: dict[str, list[int]] = {}
        self._doors: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def post(self, name: str, guild: int | None, member: int) -> asyncio.Task[None]:
        self._doors[name] = asyncio.Event()
        self.moves[name] = []
        task = asyncio.create_task(self._work(name, guild, member))
        self._tasks[name] = task
        await _settle()
        return task

    async def finish(self, name: str) -> None:
        self._doors[name].set()
        await self._tasks[name]
        await _settle()

    async def finish_all(self) -> None:
        for name in self._doors:
            self._doors[name].set()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _work(self, name: str, guild: int | None, member: int) -> None:
        with self.queue.admitted(guild, member) as admitted:
            async with self.queue.analyses.slot(admitted, self.moves[name].append):
                self.began.append(name)
                await self._doors[name].wait()


async def _settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_busy_server_delays_another_by_one_song_only() -> None:
    driver = QueueDriver(QueueLimits(at_work=1, per_member=99, per_server=99, total=99))
    for number in range(5):
        await driver.post(f"busy{number}", 1, number)
    await driver.post("quiet", 2, 77)
    await driver.finish_all()
    assert driver.began.index("quiet") == 2


async def test_a_busy_member_delays_another_of_the_server_by_one_song_only() -> None:
    driver = QueueDriver(QueueLimits(at_work=1, per_member=99, per_server=99, total=99))
    for number in range(5):
        await driver.post(f"busy{number}", 1, 10)
    await driver.post("quiet", 1, 11)
    await driver.finish_all()
    assert driver.began.index("quiet") == 2
    assert [name for name in driver.began if name != "quiet"] == [f"busy{number}" for number in range(5)]


async def test_direct_messages_share_turns_like_servers_do() -> None:
    driver = QueueDriver(QueueLimits(at_work=1, per_member=99, per_server=99, total=99))
    for number in range(3):
        await driver.post(f"server{number}", 1, number)
    await driver.post("direct", None, 50)
    await driver.finish_all()
    assert driver.began.index("direct") == 2


async def test_those_who_wait_hear_their_position_until_it_is_their_time() -> None:
    driver = QueueDriver(QueueLimits(at_work=1))
    for name in ("first", "second", "third"):
        await driver.post(name, 1, 10)
    assert driver.moves == {"first": [0], "second": [1], "third": [2]}
    await driver.finish("first")
    assert driver.moves == {"first": [0], "second": [1, 0], "third": [2, 1]}
    await driver.finish_all()


async def test_a_position_counts_the_turns_of_others_that_come_first() -> None:
    driver = QueueDriver(QueueLimits(at_work=1, per_member=99))
    for number in range(4):
        await driver.post(f"busy{number}", 1, 10)
    await driver.post("quiet", 2, 20)
    assert driver.moves["quiet"] == [2]
    assert driver.moves["busy2"][-1] == 3
    await driver.finish_all()


async def test_no_more_songs_are_at_work_than_the_limit_says() -> None:
    driver = QueueDriver(QueueLimits(at_work=2))
    for number in range(5):
        await driver.post(str(number), number, number)
    assert driver.began == ["0", "1"]
    await driver.finish("0")
    assert driver.began == ["0", "1", "2"]
    await driver.finish_all()


@pytest.mark.parametrize(
    ("limits", "posts", "refusal"),
    [
        (QueueLimits(per_member=2), [(1, 10), (1, 10), (2, 10)], MemberBusyError),
        (QueueLimits(per_server=2), [(1, 10), (1, 11), (1, 12)], ServerBusyError),
        (QueueLimits(total=2), [(1, 10), (2, 11), (3, 12)], BusyError),
    ],
)
async def test_beyond_each_limit_there_is_a_sentence_at_once(
    limits: QueueLimits, posts: list[tuple[int, int]], refusal: type[BusyError]
) -> None:
    driver = QueueDriver(limits)
    tasks = [await driver.post(str(number), guild, member) for number, (guild, member) in enumerate(posts)]
    assert tasks[-1].done()
    error = tasks[-1].exception()
    assert type(error) is refusal
    assert refusal.message.endswith(".")
    assert len(driver.queue) == 2
    await driver.finish_all()
    assert len(driver.queue) == 0


async def test_somebody_who_gives_up_waiting_leaves_no_gap() -> None:
    driver = QueueDriver(QueueLimits(at_work=1))
    await driver.post("first", 1, 10)
    leaver = await driver.post("leaver", 1, 10)
    await driver.post("third", 1, 10)
    leaver.cancel()
    await _settle()
    assert driver.moves["third"][-1] == 1
    await driver.finish("first")
    assert driver.began == ["first", "third"]
    await driver.finish_all()
    assert len(driver.queue) == 0


async def test_a_song_that_fails_at_work_makes_room() -> None:
    queue = SongQueue(QueueLimits(at_work=1))
    with pytest.raises(ZeroDivisionError), queue.admitted(1, 10) as member:
        async with queue.analyses.slot(member):
            raise ZeroDivisionError
    with queue.admitted(1, 10) as member:
        async with queue.analyses.slot(member) as slot:
            assert slot.position == 0
    assert len(queue) == queue.analyses.taken == 0


async def test_a_listener_that_raises_does_not_harm_the_queue() -> None:
    def broken(position: int) -> None:
        raise ZeroDivisionError

    queue = SongQueue(QueueLimits(at_work=1))
    errors: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: errors.append(context["exception"]))
    with queue.admitted(1, 10) as member:
        async with queue.analyses.slot(member, broken):
            pass
    await _settle()
    assert [type(error) for error in errors] == [ZeroDivisionError]
    assert len(queue) == 0


@pytest.mark.parametrize("servers", [[1, 1, 1, 1, 1], [1, 2, 3, 4, 5]], ids=["one server", "five servers"])
async def test_members_with_many_songs_leave_places_for_a_first_song_of_others(servers: list[int]) -> None:
    driver = QueueDriver(QueueLimits(per_member=6, per_server=24, total=30))
    for member, server in enumerate(servers):
        for number in range(6):
            await driver.post(f"{member}-{number}", server, member)
    task = await driver.post("first", servers[0], 99)
    assert not task.done()
    await driver.finish_all()
    assert "first" in driver.began
