/// Imports of quarantine: addresses that must not be used. An import only raises (semantics §2).
@NullMarked
package heed.exchange.addresses;

import org.jspecify.annotations.NullMarked;
