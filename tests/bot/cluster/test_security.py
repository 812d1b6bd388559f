import pytest

from bot.cluster.security import own_address_towards, refuse_plain_address
from bot.errors import StartError
from bot.settings import ClusterSettings


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "tcp://localhost:8786", "tcp://[::1]:8786"])
def test_a_scheduler_on_this_machine_needs_no_tls(address: str) -> None:
    refuse_plain_address(address, ClusterSettings())


@pytest.mark.parametrize("address", ["tcp://192.0.2.7:8786", "tcp://scheduler:8786", "tcp://[2001:db8::1]:8786"])
def test_a_scheduler_elsewhere_needs_tls_unless_the_operator_says_otherwise(address: str) -> None:
    with pytest.raises(StartError, match="without TLS"):
        refuse_plain_address(address, ClusterSettings())
    refuse_plain_address(address, ClusterSettings(executor_plain=True))
    refuse_plain_address(address.replace("tcp", "tls"), ClusterSettings())


def test_a_worker_listens_where_it_reaches_its_scheduler_and_nowhere_else() -> None:
    assert own_address_towards("tcp://127.0.0.1:8786") == "127.0.0.1"
    assert own_address_towards("tcp://no-such-host.invalid:8786") is None
