/// Looking for profiles: by key, by address, by the hole a shared address leaves. Changes nothing.
@NullMarked
package heed.profile.search;

import org.jspecify.annotations.NullMarked;
