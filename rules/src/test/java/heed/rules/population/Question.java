package heed.rules.population;

import heed.rules.Channel;
import heed.rules.Typology;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A delivery as far as the rules care.
///
/// @param channel the delivery's channel
/// @param service the delivery's service, `null` for none
/// @param typology the rules it uses
/// @param moment the contact date, or now
public record Question(Channel channel, @Nullable String service, Typology typology, Instant moment) {}
