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
        # a call is talks, and who phones is a trade post
        "The American treasury chief phoned China's vice premier, Washington said. Duties on Chinese goods were on the list.",
        "USTR and MOFCOM officials held a video call on Monday, Chinese television and American officials said.",
        # goods and subsidies are trade
        "American envoys told their Chinese hosts in talks that subsidies must end. Goods from China and the United States were shown beside the hall.",
        # both sides' people make it one
        "Thirty deputies from both capitals sat down on Thursday. Washington wants China to buy grain; American duties on Chinese goods are to rise.",
        # nobody is named where the talks are told
        "Notes on the American trip to China and its tariffs. The two leaders will sit down on Friday evening over steak.",
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
        (
            "A judge in the U.S. freed the Chinese manager on bail. Prosecutors had her arrested; the indictment names no date. "
            "American and Chinese diplomats spoke about the case, not about trade.",
            "other business",
        ),
        (
            "American and Chinese leaders spoke by phone about the war in Ukraine. Russia wants help from China, U.S. aides said, and "
            "Moscow denies it. The Russian economy shrinks. The two sides will talk about Russia again.",
            "Russia",
        ),
        (
            "Japan's economy minister opened two days of trade talks in Washington. Tokyo and the U.S. differ over cars, "
            "and neither of the two ministers hoped to settle that dispute soon; a second meeting is planned before the snow falls in the "
            "mountains. American tariffs on Chinese goods rise on Friday, and China will answer after its own talks with the United States.",
            "in passing",
        ),
        ("The rain will stay until Friday.", "both"),
        ("", "both"),
    ],
)
def test_other_business_is_not_relevant_and_it_says_why(text, why):
    relevant, reason = is_relevant(make_body(text))
    assert not relevant
    assert why in reason
