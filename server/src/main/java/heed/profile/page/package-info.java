/// The console's pages of people: search, one person with addresses, switches and timeline, create, edit.
///
/// A person's page is `/profiles/{key}`, the key percent-encoded as one segment ([heed.profile.page.PersonHead#path]).
/// Pages of other features that are about one person stand below it and begin with the same head:
/// `<div th:replace="~{fragments/person :: head(${person})}"></div>`, `person` from [heed.profile.page.PersonHeads].
///
/// A form never replaces: it sends what it showed and what is wanted (`heed.rules.optout.FormDiff`).
@NamedInterface("page")
@NullMarked
package heed.profile.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
