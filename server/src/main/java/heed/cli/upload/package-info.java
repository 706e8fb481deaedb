/// `heed import`: sends a file to a running server and shows how it goes. Speaks REST only.
@NullMarked
package heed.cli.upload;

import org.jspecify.annotations.NullMarked;
