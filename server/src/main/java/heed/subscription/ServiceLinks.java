package heed.subscription;

import java.util.List;

/// Where people choose a service by themselves, for those who show services; the module that knows these pages is above
/// this one.
public interface ServiceLinks {

    /// The living pages that are about this service, in the order of their labels, up to a hundred.
    List<ServiceLink> of(int serviceId);

    /// A page.
    ///
    /// @param label as operators know it
    /// @param path of the console's page about it
    /// @param open can visitors fill it in?
    record ServiceLink(String label, String path, boolean open) {}
}
