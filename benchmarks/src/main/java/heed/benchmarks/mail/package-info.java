/// What comes back by mail: delivery reports parsed and classified, without database.
@NullMarked
package heed.benchmarks.mail;

import org.jspecify.annotations.NullMarked;
