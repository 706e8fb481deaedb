package heed.web.page;

/// An entry of the menu. Every feature brings its own as beans.
///
/// @param order where it stands: lower is further up
/// @param path where it leads, `/profiles`; pages below it light it up
/// @param key the key of its text
/// @param icon an icon of `fragments/icons.html`
public record MenuItem(int order, String path, String key, String icon) {}
