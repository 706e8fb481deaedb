package heed.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// Fails every test class in which something was logged that holds an e-mail address or a phone number.
///
/// Registered for all tests by `META-INF/services` and `junit-platform.properties`. Nothing is excused: whoever needs
/// an exception has found a leak.
public final class NoAddressInLogs implements BeforeAllCallback, AfterAllCallback {

    private static final Namespace OURS = Namespace.create(NoAddressInLogs.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(OURS).put(context.getUniqueId(), LogLines.open());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        @Nullable
        LogLines log = context.getStore(OURS).remove(context.getUniqueId(), LogLines.class);
        if (log != null) {
            log.close();
            List<String> found = log.withAddress();
            if (!found.isEmpty()) {
                throw new AssertionError("an address was logged during " + context.getDisplayName() + ": " + found);
            }
        }
    }
}
