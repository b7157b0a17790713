// SPDX-License-Identifier: Apache-2.0
#pragma once

// The element and attribute names that Thresher tells apart. Swift sees each list as an enum whose
// cases are the second column.

// clang-format off
#define THRESHER_HTML_TAGS(X) \
    X("a", a) X("abbr", abbr) X("address", address) X("annotation", annotation) \
    X("annotation-xml", annotationXml) X("applet", applet) X("area", area) X("article", article) \
    X("aside", aside) X("audio", audio) X("b", b) X("base", base) X("bdi", bdi) X("bdo", bdo) \
    X("big", big) X("blockquote", blockquote) X("body", body) X("br", br) X("button", button) \
    X("canvas", canvas) X("caption", caption) X("center", center) X("cite", cite) X("code", code) \
    X("col", col) X("colgroup", colgroup) X("data", data) X("datalist", datalist) X("dd", dd) \
    X("del", del) X("desc", desc) X("details", details) X("dfn", dfn) X("dialog", dialog) \
    X("dir", dir) X("div", div) X("dl", dl) X("dt", dt) X("em", em) X("embed", embed) \
    X("fieldset", fieldset) X("figcaption", figcaption) X("figure", figure) X("font", font) \
    X("footer", footer) X("foreignobject", foreignObject) X("form", form) X("frame", frame) \
    X("frameset", frameset) X("h1", h1) X("h2", h2) X("h3", h3) X("h4", h4) X("h5", h5) \
    X("h6", h6) X("head", head) X("header", header) X("hgroup", hgroup) X("hr", hr) \
    X("html", html) X("i", i) X("iframe", iframe) X("image", image) X("img", img) \
    X("input", input) X("ins", ins) X("kbd", kbd) X("label", label) X("legend", legend) \
    X("li", li) X("link", link) X("listing", listing) X("main", main) X("map", map) \
    X("mark", mark) X("math", math) X("menu", menu) X("meta", meta) X("meter", meter) \
    X("nav", nav) X("nobr", nobr) X("noembed", noembed) X("noframes", noframes) \
    X("noscript", noscript) X("object", object) X("ol", ol) X("optgroup", optgroup) \
    X("option", option) X("output", output) X("p", p) X("param", param) X("picture", picture) \
    X("plaintext", plaintext) X("pre", pre) X("progress", progress) X("q", q) X("rb", rb) \
    X("rp", rp) X("rt", rt) X("rtc", rtc) X("ruby", ruby) X("s", s) X("samp", samp) \
    X("script", script) X("search", search) X("section", section) X("select", select) \
    X("slot", slot) X("small", small) X("source", source) X("span", span) X("strike", strike) \
    X("strong", strong) X("style", style) X("sub", sub) X("summary", summary) X("sup", sup) \
    X("svg", svg) X("table", table) X("tbody", tbody) X("td", td) X("template", template) \
    X("textarea", textarea) X("tfoot", tfoot) X("th", th) X("thead", thead) X("time", time) \
    X("title", title) X("tr", tr) X("track", track) X("tt", tt) X("u", u) X("ul", ul) \
    X("var", var) X("video", video) X("wbr", wbr) X("xmp", xmp)

#define THRESHER_HTML_ATTRIBUTES(X) \
    X("alt", alt) X("aria-controls", ariaControls) X("aria-expanded", ariaExpanded) \
    X("aria-hidden", ariaHidden) X("aria-label", ariaLabel) X("aria-level", ariaLevel) \
    X("charset", charset) X("class", class) X("colspan", colspan) \
    X("content", content) X("data-testid", dataTestid) X("datetime", datetime) \
    X("hidden", hidden) X("href", href) X("http-equiv", httpEquiv) X("id", id) \
    X("itemprop", itemprop) X("itemscope", itemscope) X("itemtype", itemtype) X("lang", lang) \
    X("name", name) X("open", open) X("property", property) X("pubdate", pubdate) X("rel", rel) \
    X("role", role) X("rowspan", rowspan) X("shadowrootmode", shadowrootmode) X("src", src) \
    X("start", start) X("style", style) X("title", title) X("type", type) X("value", value) \
    X("xml:lang", xmlLang)
// clang-format on

#define THRESHER_HTML_ENUM __attribute__((enum_extensibility(closed)))

/// An element's name.
typedef enum THRESHER_HTML_ENUM {
#define X(text, name) ThresherHTMLTag_##name,
    THRESHER_HTML_TAGS(X)
#undef X
    /// Any other name that has a hyphen, as custom elements have.
    ThresherHTMLTag_custom,
    /// Any other name.
    ThresherHTMLTag_unknown,
} ThresherHTMLTag;

/// An attribute's name.
typedef enum THRESHER_HTML_ENUM {
#define X(text, name) ThresherHTMLAttribute_##name,
    THRESHER_HTML_ATTRIBUTES(X)
#undef X
    /// Any other name.
    ThresherHTMLAttribute_other,
} ThresherHTMLAttribute;
