"""What extraction leaves in front of a sentence is taken off, and nothing of the sentence itself."""

import pytest

from desk.digest.sentence.bare import bare

SAID = "Harbour Lab put the weights of Opal under a free licence on Tuesday."
TITLE = "Harbour Lab opens the weights of Opal"


@pytest.mark.parametrize(
    "glued",
    [
        f"Credit: Painted with Midjourney {SAID}",
        f"Image by Ada Lens on Pexels.com {SAID}",
        f"Photo by Canva Pro {SAID}",
        f"Credit: QUAY {SAID}",
        f"Presented by ACME {SAID}",
        f"OpalBoard/image courtesy of Quay House {SAID}".replace("Harbour Lab", "The Harbour Lab"),
        f"{TITLE} {SAID}",
        f"Research {TITLE}: {SAID}",
        f"Quayside, 27 June 2026 – {SAID}",
        f"QUAYSIDE, Wis. (AP) — {SAID}",
        f"QUAYSIDE–(BUSINESS WIRE)–May 31, 2026– {SAID}",
        f"QUAYSIDE, June 2, 2026 /PRNewswire/ -- {SAID}",
        f"Exclusive: {SAID}",
        f"[cs.QY, cs.AI] {SAID}",
        f"【港町＝筆者名】{SAID}",
        f"Mar 22, 2026 (QUAY) – {SAID}",
        f"Quayside [Harbourland], Jan 01 (ANI): {SAID}",
        f"Quayside (ots) - {SAID}",
        f"Quay, 1 Ene (Notimex).- {SAID}",
        f"NEW QUAY, Maine (Quay4 News) – {SAID}",
        f"The Quay Will Employ Its Ropes QUAYSIDE & LERWICK, United Isles–(BUSINESS WIRE)–June 30, 2026– {SAID}",
        f"Share on Quaybook Share on Wharf Share on Pier {SAID}",
        f"Save this page Save Save this page Save {SAID}",
        f"Guides Ada Lens and Quay Staff Guides Ada Lens and Quay Staff {SAID}",
        f"{SAID} more…",
        f"{SAID} Read more...",
        f"{SAID} The post {TITLE} appeared first on The Quay Post.",
    ],
)
def test_a_credit_a_dateline_and_the_title_are_no_part_of_the_sentence(glued):
    assert bare(glued, TITLE).removeprefix("The ") == SAID


@pytest.mark.parametrize(
    ("glued", "said"),
    [
        (
            "A keyboard with the word for password Today, Quay announced that it goes without passwords.",
            "Today, Quay announced that it goes without passwords.",
        ),
        (
            "Some prices rise The laboratory said on Monday that nothing of the kind had been planned.",
            "The laboratory said on Monday that nothing of the kind had been planned.",
        ),
    ],
)
def test_a_line_without_its_full_stop_is_parted_from_the_sentence(glued, said):
    assert bare(glued, TITLE) == said


@pytest.mark.parametrize(
    "whole",
    [
        "The images from Reuters show smoke over the quay where the laboratory stood until Tuesday.",
        "Pictures by the harbour's own cameras show who opened the doors of the laboratory at night.",
        "Opal was first described in The Quay Review and later in The Harbour Post, its makers said.",
        '"Opal Tonight" host Ada Lens said on Monday that the laboratory had kept her questions.',
        "Opal opens the way for others.",
        "Following The Quay Review's report on Tuesday, the laboratory gave the weights of Opal away.",
        "我们发布了蛋白石模型的全部权重，任何学校都可以下载、修改和再次分发，无需另行申请。",
    ],
)
def test_a_sentence_that_only_looks_like_it_stays_whole(whole):
    assert bare(whole, "蛋白石模型" if "蛋" in whole else TITLE) == whole
