/// Who may be contacted, and why not: the product's law.
@NullMarked
package heed.rules;

import org.jspecify.annotations.NullMarked;
