/// `heed demo`: a server with a made-up population and a prepared delivery (api "Command line").
///
/// Everything goes in through the product's own REST API, as a user's data would: imports, services, excluded
/// domains, a delivery. The population is the same on every machine, but for the moments, which count back from now.
@NullMarked
package heed.cli.demo;

import org.jspecify.annotations.NullMarked;
