"""Trade talks of the United States and China, and what only looks like them."""

import pytest

from articles.linking.relevance import is_relevant
from tests.linking.make import make_body


@pytest.mark.parametrize(
    "text",
    [
        "Chinese and American negotiators ended two days of talks on tariffs. Both governments called the meeting useful.",
        "U.S. Treasury officials met their Chinese colleagues in Zurich to discuss the economy and trade.",
        "Beijing says a deal with Washington on farm purchases is near. The two delegations talk again next week.",
        "US and China agree on a truce in their trade war, with tariffs on hold for 90 days.",
    ],
)
def test_it_knows_the_trade_talks(text):
    assert is_relevant(make_body(text))[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "Tokyo and Washington closed a trade pact. Japan will cut duties on U.S. beef, Japanese ministers said.",
            "both",
        ),
        (
            "EU leaders met China's premier on trade. European firms want access, and Brussels may levy tariffs.",
            "both",
        ),
        (
            "Britain and the EU talk on. London wants a trade deal after Brexit; Brussels waits. The UK looked to China and the US too.",
            "Britain",
        ),
        (
            "US defence chiefs met Chinese generals in Beijing. The military talks touched on missiles, warships and, briefly, trade.",
            "other business",
        ),
        (
            "Soybean futures fell in the U.S. as prices slid. Traders said the contract closed down 2 percent after Chinese tariffs. "
            "Brokers expect the harvest to weigh on prices. A deal between the US and China would lift prices.",
            "market report",
        ),
        ("The rain will stay until Friday.", "both"),
        ("", "both"),
    ],
)
def test_other_business_is_not_relevant_and_it_says_why(text, why):
    relevant, reason = is_relevant(make_body(text))
    assert not relevant
    assert why in reason
