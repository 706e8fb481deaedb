/// What an author wrote becomes safe HTML ([heed.landingpage.markup.AuthoredText]), with placeholders filled in by controls
/// ([heed.landingpage.markup.Filling]), whose own HTML is built here with everything escaped
/// ([heed.landingpage.markup.Markup]).
///
/// Must never let text of an author, of a person or of a message become markup that was not asked for. Knows no page, no
/// person and no database. Serves U7, L3 and WCAG 2.2 AA (labels, groups, problems beside their fields).
@NullMarked
package heed.landingpage.markup;

import org.jspecify.annotations.NullMarked;
