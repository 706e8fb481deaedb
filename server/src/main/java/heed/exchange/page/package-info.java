/// The console's pages of imports: a file is dropped, tried, looked at, applied, and undone.
@NullMarked
package heed.exchange.page;

import org.jspecify.annotations.NullMarked;
