package heed.landingpage.arrival;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the instance keeps as proof beyond what every choice has.
///
/// @param network whether the address and the browser that a form came from are kept (`HEED_KEEP_NETWORK_EVIDENCE`)
@ConfigurationProperties("heed.evidence")
public record EvidenceSettings(@DefaultValue("false") boolean network) {}
