package heed.landingpage;

/// What a page says in one language.
///
/// @param title plain text, with `{{attribute.NAME}}` at most
/// @param body Markdown and HTML with placeholders for the controls
/// @param thanks Markdown and HTML that is shown when the form was taken, above what exactly changed
public record PageContent(String title, String body, String thanks) {}
