"""Pages that stand in an article's place are told from articles, each with its reason."""

# ruff: noqa: E501, ISC004 - pages and data stand as they come

from datetime import UTC, datetime

import pytest

from desk.errors import ExtractError
from desk.models import Lead, Page
from sources.extract.article import extract

URL = "https://news.example/2031/ferry-late"
LONG = "<p>The harbour town's ferry was late again on Friday, and nobody was told why it was.</p>" * 12
WORDS = "".join(
    f"<p>In month {month} the ferry of Vellmar was late {month + 3} times, and the town council asked who pays.</p>"
    for month in range(1, 9)
)
ON_COOKIES = "".join(
    f"<p>{line}</p>"
    for line in (
        "A site may use cookies to know its readers again, and since 2018 it has to ask them first.",
        "Most readers press the button that is largest, which says accept all cookies in nine of ten cases.",
        "Marit Sol, who has counted such notices for six years, calls that a tax on patience.",
        "Her list names 4,100 sites, and the longest notice on it has more words than the play it stands before.",
        "The commission wants the browser to answer in the reader's place, once and for all.",
        "Publishers fear for their income: without consent to tracking an advertisement brings half as much.",
        "In Vellmar the town has gone another way and counts its visitors without any cookies at all.",
        "It took a student two days to build that, and the notice went into the museum of the harbour.",
    )
)


def page(text):
    return Page(URL, URL, 200, "text/html", text.encode(), datetime(2031, 11, 22, tzinfo=UTC))


def shell(text, title="The ferry of Vellmar was late again | News"):
    return page(f"<html><head><title>{title}</title></head><body><div id='root'></div>{text}</body></html>")


@pytest.mark.parametrize(
    "text",
    [
        "<html><title>Just a moment...</title><body><script>var a = 'x'.repeat(9000)</script><p>Ray ID</p>",
        "<title>news.example</title><h1>Checking your browser before you go on</h1>",
        "<html><head><title>Access denied</title></head><body><div></div></body></html>",
        "<html><head><title>请稍候…</title><style>" + "a{}" * 900 + "</style></head><body><div></div></body></html>",
        "<p>Are you a robot?</p><script>" + LONG,
    ],
)
def test_a_page_that_checks_the_reader_is_refused_with_its_words(text):
    with pytest.raises(ExtractError, match="a check of the reader"):
        extract(page(text))


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("JavaScript", "<p>This site needs JavaScript. Please turn on JavaScript and load the page again.</p>"),
        ("JavaScript", "<p>Bitte aktivieren Sie JavaScript in Ihrem Browser, um diese Seite zu lesen.</p>"),
        ("JavaScript", "<p>Veuillez activer JavaScript pour afficher cette page.</p>"),
        ("JavaScript", "<p>Habilite JavaScript para ver esta página.</p>"),
        ("JavaScript", "<p>このサイトを利用するにはJavaScriptを有効にしてください。</p>"),
        ("JavaScript", "<p>请启用 JavaScript 后继续浏览本页。</p>"),
        ("JavaScript", "<p>이 페이지를 보려면 JavaScript를 활성화해 주세요.</p>"),
        ("JavaScript", "<p>Для просмотра страницы включите JavaScript в браузере.</p>"),
        (
            "consent",
            "<p>We and our partners store and access information on your device. You can accept all cookies.</p>",
        ),
        ("consent", "<p>Wir verwenden Cookies und verarbeiten personenbezogene Daten nach Ihrer Einwilligung.</p>"),
        ("consent", "<p>Utilizziamo cookie propri e di terze parti. Accetta i cookie per continuare.</p>"),
        ("consent", "<p>Çerezleri kabul ederek sitemizi kullanmaya devam edebilirsiniz.</p>"),
        ("log in", "<p>Sign in to continue reading. Already a subscriber? Sign in here to read the story.</p>"),
        ("log in", "<p>Abonnez-vous pour lire la suite. Cet article est réservé aux abonnés.</p>"),
        ("log in", "<p>Zaloguj się, aby czytać dalej ten artykuł.</p>"),
        ("log in", "<p>この記事は有料会員限定です。続きを読むにはログインしてください。</p>"),
        ("country", "<p>This content is not available in your region.</p>"),
        ("country", "<p>Dieser Inhalt ist in Ihrem Land nicht verfügbar.</p>"),
        ("ad blocker", "<p>You seem to use an ad blocker. Please switch off your ad blocker to go on.</p>"),
        ("ad blocker", "<p>Bitte schalten Sie Ihren Werbeblocker aus.</p>"),
        ("age", "<p>You must be over 18 to see this page. Please confirm that you are over 18.</p>"),
        ("age", "<p>18歳以上ですか？ 年齢確認をお願いします。</p>"),
        ("age", "<h1>Weights of Heron</h1><p>Of age? Please confirm your age to go on.</p><p>Yes</p><p>No</p>"),
        ("age", "<p>Avant de lire cette page, confirmez votre âge.</p>"),
        ("age", "<p>Para seguir leyendo, confirma tu edad.</p>"),
        ("loading", "<p>Loading...</p>"),
        ("loading", "<p>Wird geladen …</p>"),
        ("loading", "<p>読み込み中</p>"),
        ("no such article", "<p>This article has been removed.</p>"),
        ("no such article", "<p>Der Artikel wurde nicht gefunden oder ist nicht mehr verfügbar.</p>"),
        ("no such article", "<p>Страница не найдена.</p>"),
        ("no such article", "<p>お探しのページは見つかりませんでした。移動または削除された可能性があります。</p>"),
        ("no such article", "<p>La page est introuvable. Elle a peut-être été déplacée ou supprimée.</p>"),
        ("no such article", "<p>Stránka nebyla nalezena.</p>"),
        ("check of the reader", "<p>Please verify that you are a human. Press and hold the button to go on.</p>"),
        ("log in", "<p>Je moet inloggen om dit artikel te lezen. Nog geen account? Maak gratis een account aan.</p>"),
        ("log in", "<p>Du må logge inn for å lese saken. Bestill abonnement.</p>"),
        ("log in", "<p>Pro pokračování ve čtení se přihlaste. Nemáte účet? Zaregistrujte se.</p>"),
        ("log in", "<p>Увійдіть, щоб продовжити читання. Немає акаунта? Зареєструйтесь.</p>"),
        ("log in", "<p>يرجى تسجيل الدخول لمتابعة القراءة. ليس لديك حساب؟ سجل الآن.</p>"),
        ("log in", "<p>Silakan masuk untuk membaca. Belum punya akun? Daftar sekarang.</p>"),
        ("log in", "<p>Vui lòng đăng nhập để đọc tiếp. Chưa có tài khoản?</p>"),
        ("age", "<p>Bitte bestätigen Sie, dass Sie mindestens 18 Jahre alt sind.</p>"),
        ("fault", "<p>Too many requests. Please try again later.</p>"),
        ("fault", "<p>We will tell you when we are back. The site is down for scheduled maintenance.</p>"),
        ("fault", "<p>An error occurred. Bitte versuchen Sie es später noch einmal.</p>"),
        ("a few words", "<p>Towns and ports</p>"),
    ],
)
def test_a_wall_is_no_article_whatever_its_language(reason, text):
    with pytest.raises(ExtractError, match="shows no article but") as refused:
        extract(shell(text))
    assert reason in refused.value.problem


@pytest.mark.parametrize(
    "title", ["Page not found | News", "404 - Not Found", "Seite nicht gefunden", "ページが見つかりません"]
)
def test_an_error_page_that_says_200_is_known_by_its_title_though_it_lists_other_stories(title):
    with pytest.raises(ExtractError, match="no such article"):
        extract(shell(WORDS, title))


@pytest.mark.parametrize(
    "text",
    [
        f"<title>Just a moment: how a ferry was late</title>{LONG}",
        "<title>Ferry late</title><p>Short news: the ferry was late.</p>",
        "<title>Security check finds a hole in the ferry's gate</title>" + WORDS,
        "<html><head><title>Town drops the cookie notice of its ferry</title></head><body><p>The town of Vellmar drops the "
        "cookie notice of its ferry page. “We use no cookies any more,” the council said on Friday.</p></body></html>",
        f"<title>Ferry</title>{WORDS}<p>Please enable JavaScript to see the comments.</p><p>Accept all cookies.</p>",
        "<html><head><title>Too many notices</title></head><body>" + ON_COOKIES + "</body></html>",
    ],
)
def test_an_article_is_let_through_also_one_on_such_pages(text):
    assert extract(page(text)).text


def test_a_wall_gives_no_text_though_the_feed_had_a_title_for_the_address():
    lead = Lead(URL, URL, "news", "https://news.example/feed", title="The ferry of Vellmar was late again")
    with pytest.raises(ExtractError, match="JavaScript"):
        extract(shell("<p>You need to enable JavaScript to run this app.</p>", "News"), lead)


ARTICLE = f"<html><head><title>Ferry late</title></head><body><article>{WORDS}</article></body></html>"


def moved(asked, got, text=ARTICLE):
    return Page(asked, got, 200, "text/html", text.encode(), datetime(2031, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize(
    ("got", "told"),
    [
        ("https://news.example/", "home page"),
        ("https://news.example/en/", "home page"),
        ("https://www.news.example/index.html", "home page"),
        ("https://news.example/town/", "a section"),
        ("https://news.example/town/harbour", "a section"),
        ("https://consent.news.example/v2/collect?session=7", "consent"),
        ("https://login.elsewhere.example/start", "login"),
        ("https://news.example/subscribe?from=/town/harbour/ferry-late-4711", "subscribe"),
        ("https://news.example/404.html", "404"),
    ],
)
def test_a_redirect_away_from_the_article_is_told(got, told):
    with pytest.raises(ExtractError, match="was redirected") as refused:
        extract(moved("https://news.example/town/harbour/ferry-late-4711", got))
    assert told in refused.value.problem


@pytest.mark.parametrize(
    ("asked", "got"),
    [
        ("http://news.example/town/ferry-late-4711", "https://www.news.example/town/ferry-late-4711/"),
        ("https://news.example/town/4711/ferry-late", "https://news.example/town/4711"),
        ("https://news.example/2031/05/ferry-late", "https://news.example/ferry-late"),
        ("https://short.example/x7", "https://news.example/town/ferry-late-4711"),
        ("https://news.example/", "https://news.example/en/"),
        ("https://news.example/read/4711", "https://news.example/?p=4711"),
    ],
)
def test_a_redirect_to_the_articles_own_address_is_followed(asked, got):
    assert "month 8" in extract(moved(asked, got)).text


def test_what_the_cleaner_leaves_of_a_wall_is_no_article():
    with pytest.raises(ExtractError, match="no text of an article"):
        extract(shell("<p>Harbour news</p><p>请登录后继续阅读全文。还没有账号？立即注册。</p>"))


def test_an_item_in_one_sentence_is_an_article():
    assert extract(shell("<article><p>The ferry sails again.</p></article>")).text == "The ferry sails again."
