/// The command line: `serve`, `demo`, `prepare`, `import`. May use everything; nothing uses it.
@NullMarked
package heed.cli;

import org.jspecify.annotations.NullMarked;
