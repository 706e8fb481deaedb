/// Heed keeps who may be contacted, honours it in every delivery, and proves it.
///
/// Each folder below is one Spring Modulith module; what it may use stands in its `package-info.java`
/// and `ArchitectureTest` checks it.
@NullMarked
package heed;

import org.jspecify.annotations.NullMarked;
