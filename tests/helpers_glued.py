"""Stories of our own making to be glued together."""

from __future__ import annotations

DAM = (
    "Engineers in the valley of Torm said on Monday that the old dam above the town could not be "
    "saved and would have to be taken down before the autumn rains.",
    "The dam, built ninety years ago to drive a paper mill, has leaked since a mild earthquake in "
    "March, and the reservoir behind it has been kept half empty ever since.",
    "Chief engineer Halvard Brenning told a meeting in the town hall that cracks had been found in "
    "three of the five pillars. “We can patch one, we cannot patch three,” Brenning said.",
    "About two hundred people who live below the dam will be asked to move in with relatives or to "
    "take rooms in the school while the pillars are cut down.",
    "The mill closed long ago, and the town has drawn its water from wells since the reservoir was "
    "lowered. Brenning said the wells would last until the spring.",
)
CHESS = (
    "A sixteen-year-old from the island of Skarv has beaten the chess champion of Pellandia, a "
    "retired postman who had not lost a game at home in eleven years.",
    "Mira Oftedal took the last of their six games on Sunday with a sacrifice of her queen that "
    "the hall at first took for a blunder.",
    "“I saw the rook, and then I saw nothing else,” Oftedal said afterwards, and asked for a glass "
    "of milk. Her opponent, Anders Kvale, shook her hand and left without a word.",
    "The title comes with a small purse and a place in the tournament of Lindau, where the best "
    "players of nine countries will meet in June.",
    "Her father, who runs the only grocery on Skarv, said she had learned the openings from a book "
    "that a customer had left on the counter.",
)
FERRY = (
    "Transport Minister Ada Brenn said on Tuesday that the night ferry between Sund and Marl would "
    "run again from May, eight months after a fire in its engine room.",
    "The ship has lain at the yard of Lisk since September, when eleven members of the crew were "
    "treated for smoke and the passengers were taken off by fishing boats.",
    "Brenn told reporters in Sund that the owners had replaced both engines and that an inspector "
    "would sail with the ship for the first four weeks.",
    "Captain Jorunn Falk, who will command it, said the crew had trained with the fire brigade of "
    "Lisk. “We know every valve by its first name,” Falk said.",
    "Tickets cost a third more than before the fire. Brenn said the price would be looked at again "
    "after the summer.",
)
TOLL = (
    "Transport Minister Ada Brenn will put a toll on the coast road to pay for two new bridges, "
    "her office announced on Friday.",
    "Drivers of lorries are to pay four crowns for each crossing, and those of cars one crown. "
    "People who live on the coast will pay nothing for the first three years.",
    "The association of hauliers called the plan a fine on geography. Its chairman, Olav Ness, "
    "said that a lorry from Marl crossed the river six times a day.",
    "A bill is to reach the chamber before the summer. Brenn needs the votes of two small parties, "
    "and one of them has asked for a tunnel instead.",
    "“A tunnel is a bridge for people who dislike the view,” Brenn said when she was asked about "
    "it.",
)
INTERVIEW = (
    "Ragna Holt has kept the light of Ytter for thirty years. On Wednesday she climbed its stairs "
    "for the last time and sat down with us at the top.",
    "How many steps are there?",
    "Two hundred and eleven. The book says two hundred and twelve, but the lowest one has been "
    "under the gravel since before I came.",
    "Did you ever count on being relieved earlier?",
    "Every winter. Then the spring came and nobody had asked, and I did not ask either.",
    "What will become of the lamp?",
    "They will hang it in the museum, I am told, beside the bell. It will be the first time that "
    "the two of them meet.",
    "Are you going to miss it?",
    "I am going to sleep through the night and find out.",
)
OP_ED = (
    "There is a habit in our capital of calling every delay a dialogue, and this spring it has got "
    "out of hand.",
    "The harbour of Sund has been waiting for its second crane since I was a student. I have grey "
    "hair now. The crane has a file of nine hundred pages.",
    "Consider the Dutch. When the port of Vlis wanted a crane, the council met twice, the second "
    "time to see it work.",
    "My grandmother, who sold herring from a cart, used to say that a fish does not read minutes. "
    "She never sat on a committee, and her fish was fresh.",
    "We could do worse than to put her saying over the door of the ministry, in gold, where those "
    "who go in late would have to read it.",
)
BRIEFS = (
    "The council of Sund met for four hours on Thursday and settled eleven of its fourteen points. "
    "The rest will be taken up next week.",
    "Dogs may be walked without a leash on the northern mole between October and March, the "
    "councillors decided by a single vote.",
    "In other business, the swimming pool will get a new roof. The old one has let in the rain "
    "since the storm of two winters ago.",
    "The council also thanked the retiring librarian, Tove Aas, who had served it under six "
    "mayors.",
    "A request to rename the station square was sent back to the committee on names, where it has "
    "been before.",
)
FEATURE = (
    "Nobody in Harn remembers who planted the first apple tree on the slag heap, but everybody "
    "remembers who laughed.",
    "The heap had been dead ground for a century. Iron was smelted in Harn until the ore ran out, "
    "and what was left was a black hill that smoked after rain.",
    "Elsewhere such hills were levelled. In the basin of Orle, three hours to the south, a company "
    "turned one into a ski slope with plastic snow, which burned down in a single night.",
    "Botanist Greta Lund had come to Harn to count beetles. She saw that the slag held warmth, and "
    "that warm stones in a cold valley are what an apple wants.",
    "In the city of Quell, meanwhile, the painter Lucia Ferrand had begun to use slag as a "
    "pigment. Her black canvases made the hill known to people who would never climb it.",
    "Lund knows the canvases. “They are too clean,” she says. “My hill has beetles.”",
    "This autumn Harn pressed its first cider. It tastes of smoke, and the people who laughed have "
    "asked for the recipe.",
)
LIVE = (
    "Flood on the Torm: what we know",
    "The river stood at five metres in Harn at noon, two less than in the night. This page is "
    "brought up to date as reports come in.",
    "14:20 The bridge at Orle is open again for one lane, the police say. Lorries must still take "
    "the road over the pass.",
    "13:05 About sixty people have gone home from the school in Harn. Mayor Ivo Lang thanked the "
    "bakers who had fed them.",
    "12:00 The level is falling by a hand's breadth each hour. The weather service expects no more "
    "rain before Friday.",
    "10:40 A dog that had been seen on a roof since dawn was taken off by a boat of the fire "
    "brigade.",
)


CAPTIONED = (
    "Two swans have moved into the fountain of the town hall in Sund, and nobody has the heart to "
    "send them away.",
    "The pair in front of the mayor's window on Saturday morning",
    "They came with the first frost and took the upper basin. The gardener, Nils Roe, has put a "
    "plank there so that they can leave the water.",
    "Roe with the plank that he cut from an old bench",
    "Children bring lettuce. A sign that asks them not to has been eaten.",
    "The sign before it was eaten, with part of a swan",
    "The mayor has asked the council for a second fountain, for the children.",
)
WRAPPED = tuple(
    " ".join(words[start : start + 13])
    for words in [" ".join((*DAM, *DAM[::-1])).split()]
    for start in range(0, len(words), 13)
)


def cut(story: tuple[str, ...], paragraphs: int, words: int) -> tuple[str, ...]:
    """So many whole paragraphs, and the first words of the next."""
    return (*story[:paragraphs], " ".join(story[paragraphs].split()[:words]))
