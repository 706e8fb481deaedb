/// The frame that every page of the console stands in: menu, who is signed in, flash with undo, confirmation with a
/// reason, formats of numbers and times, charts, error pages. Knows no feature.
///
/// A feature brings a controller annotated [Pages], its templates under `templates/<feature>/`, its texts in
/// `messages/<feature>*.properties`, and one [MenuItem] bean for each entry of the menu. A page is
/// `<html th:replace="~{layout :: page(~{::title}, ~{::main})}">`. Nothing changes by GET; every change answers with a
/// redirect and a [Flash] that says what was done and, where that can be, undoes it.
@NamedInterface("page")
@NullMarked
package heed.web.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
