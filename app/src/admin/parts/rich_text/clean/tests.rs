use super::*;

#[test]
fn text_of_other_programs_becomes_plain() {
    for (pasted, plain) in [
        // A word processor.
        (
            "<html><head><style>p{color:red}</style></head><body><!--StartFragment--><p class=MsoNormal style='margin:0'>\
             Thrown <b>by hand</b><o:p></o:p></p><!--EndFragment--></body></html>",
            "<p>Thrown <strong>by hand</strong></p>",
        ),
        // Documents on the web.
        (
            "<b style=\"font-weight:normal;\" id=\"docs\"><p dir=\"ltr\"><span style=\"font-weight:700\">Bold</span>\
             <span style=\"font-style: italic\">leaning</span></p></b>",
            "<p><strong>Bold</strong><em>leaning</em></p>",
        ),
        ("<h1>One</h1><h5>Five</h5>", "<h2>One</h2><h4>Five</h4>"),
        ("<div>a</div><div>b<div>c</div></div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<ul><li><p>one</p></li><li>two</ul>", "<ul><li>one</li><li>two</li></ul>"),
        // What browsers make of a line that becomes a list.
        ("<p>a<ul><li>b</li></ul></p>", "<p>a</p><ul><li>b</li></ul>"),
        ("<p><ul><li>b</li></ul></p>", "<ul><li>b</li></ul>"),
        ("<h3><ol><li>b</li></ol></h3><p>c</p>", "<ol><li>b</li></ol><p>c</p>"),
        ("one <img src=x onerror=alert(1)> two", "one  two"),
        (
            "<table><tr><td colspan=2 style=\"x\">a</td></tr></table>",
            "<table><tr><td colspan=\"2\">a</td></tr></table>",
        ),
        ("a<br/>b<hr>", "a<br>b<hr>"),
        ("3 < 4 and <5", "3 &lt; 4 and &lt;5"),
        ("<p>open <em>still", "<p>open <em>still</em></p>"),
        ("</p>closed</em>", "closed"),
    ] {
        assert_eq!(clean(pasted), plain, "{pasted}");
    }
}

#[test]
fn nothing_that_runs_comes_out() {
    for pasted in [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT >",
        "<svg><script>alert(1)</script></svg>",
        "<style><p onclick=x></style>",
        "<iframe src=\"https://example.org\"></iframe>",
        "<!-- <p> -->",
        "<template><b>x</b></template>",
    ] {
        assert_eq!(clean(pasted), "", "{pasted}");
    }
    for (pasted, plain) in [
        ("<p onclick=\"x()\" class='y'>a</p>", "<p>a</p>"),
        ("<a href=\"javascript:alert(1)\">a</a>", "<a>a</a>"),
        ("<a href=\"&#106;avascript:alert(1)\">a</a>", "<a>a</a>"),
        ("<a href='java\tscript:alert(1)'>a</a>", "<a>a</a>"),
        ("<a href=' JavaScript:alert(1)'>a</a>", "<a>a</a>"),
        (
            "<a title=\"href=x\" href='/mugs?a=1&amp;b=2' onclick=x>a</a>",
            "<a href=\"/mugs?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow\">a</a>",
        ),
        (
            "<a href='x\"onmouseover=\"y'>a</a>",
            "<a href=\"x&quot;onmouseover=&quot;y\" rel=\"noopener noreferrer nofollow\">a</a>",
        ),
        ("<p title=\"a>b\">c</p>", "<p>c</p>"),
        ("<img src=\"x", "&lt;img src=\"x"),
    ] {
        assert_eq!(clean(pasted), plain, "{pasted}");
    }
}

#[test]
fn what_is_clean_stays_as_it_is() {
    for html in [
        "<p>Stoneware</p>\n<p>Thrown <strong>by</strong> <em>hand</em></p>",
        "<h2>Care</h2><ul><li>Wash</li><li>Dry</li></ul><blockquote>Good</blockquote>",
        "<p>Look <a href=\"https://example.org/a?b=1&amp;c\" rel=\"noopener noreferrer nofollow\">here</a></p>",
        "<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table><dl><dt>c</dt><dd>d</dd></dl>",
        "<p>a&nbsp;b &lt; c</p><p><br></p><p>d</p>",
    ] {
        assert_eq!(clean(html), html);
        assert_eq!(whole(html), html);
    }
}

#[test]
fn a_text_without_words_is_empty_and_first_words_get_their_paragraph() {
    for html in ["", "<p><br></p>", "<p>&nbsp;</p><div></div>", "<h2> </h2>"] {
        assert_eq!(whole(html), "", "{html}");
    }
    assert_eq!(whole("one <b>two</b>"), "<p>one <strong>two</strong></p>");
    assert_eq!(whole("one<p>two</p>"), "<p>one</p><p>two</p>");
    assert_eq!(whole("<hr>"), "<hr>");
}

#[test]
fn an_address_is_made_of_what_was_typed() {
    for (typed, made) in [
        ("example.org", "https://example.org"),
        (" https://example.org/a ", "https://example.org/a"),
        ("/categories/mugs", "/categories/mugs"),
        ("#care", "#care"),
        ("maren@example.org", "mailto:maren@example.org"),
        ("mailto:maren@example.org", "mailto:maren@example.org"),
    ] {
        assert_eq!(address(typed).as_deref(), Ok(made), "{typed}");
    }
    for typed in ["", "  ", "two words", "javascript:alert(1)", "data:text/html,x"] {
        assert!(address(typed).is_err(), "{typed}");
    }
}
