package heed.landingpage.visit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the instance keeps as proof beyond what every choice has.
///
/// @param network whether the address and the browser that a form came from are kept (`HEED_KEEP_NETWORK_EVIDENCE`)
@ConfigurationProperties("heed.evidence")
record EvidenceSettings(@DefaultValue("false") boolean network) {}
