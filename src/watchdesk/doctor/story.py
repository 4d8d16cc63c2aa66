"""A story to time the models with; its places, people and papers are invented."""

from __future__ import annotations

STORY = """\
Harbour talks stall as Lensk weighs a second round

VARNO — Negotiators from Lensk and the Orlan Republic left the table on Tuesday without the joint
statement that both capitals had promised, and neither side would say when they might meet again.

“We came with a draft, and we leave with the same draft,” Ilse Maron, the deputy foreign minister
of Lensk, told reporters outside the customs house where the two delegations had sat for nine hours.
She added that her government still regarded the ceasefire of 4 March as binding.

An adviser to the Orlan president, who asked not to be named because the talks are confidential,
said that the dispute was no longer about the fishing zone itself but about who would patrol it.
According to the adviser, Orlan would accept a mission of the Northern Council with up to 120
observers, provided that none of them came from a country that sells arms to Lensk.

The Northern Council did not confirm that it had been asked. Its spokesman, Tomas Breck, said only
that the organisation “stands ready to help wherever both parties want it”, the Varno Gazette
reported. A day earlier the same paper had quoted an unnamed diplomat as saying that a plan for a
patrol of three vessels was already on paper.

What the plan would cost is disputed. The finance ministry in Lensk puts it at about $14 million a
year; the Institute for Coastal Studies, which has followed the dispute since the first trawler was
seized, believes that the true figure is nearly twice as high. “Nobody has counted the fuel,” its
director, Helena Vosk, wrote on Monday.

On the island itself, people were less interested in figures. Eleven families have moved back to
the northern shore since the spring, and a school that was hit by two drones in February has opened
again in a boathouse. The mayor, Petra Lindgren, said they had been told three times that an
agreement was close. “The fourth time, I will believe it when the ferry runs,” she said.

Analysts warned against reading too much into the silence. Both governments face elections before
the end of the year, and neither can be seen to give way, said Marek Dolny, a former ambassador who
took part in an earlier round. He expects that they will return to Varno in the second half of June,
once the parliament in Lensk has voted on the budget for its coast guard.

Meanwhile the Orlan navy announced an exercise in the waters west of the island from 9 to 13 June.
It called the manoeuvres routine. Lensk denied a report in the Skerry Observer that it had put its
own ships on alert, but a spokeswoman for the defence ministry did not rule out that patrols would
be extended if the exercise crossed the line agreed upon in the ceasefire.

If the talks fail, the case could go to the court of arbitration in Halden, which ruled six years
ago that neither side may drill for gas within thirty miles of the island. Lensk has never accepted
that ruling; Orlan has never paid its share of the costs.
"""
