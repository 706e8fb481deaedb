package heed.feedback;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much feedback is taken at once.
///
/// @param maxMail the largest raw message
@ConfigurationProperties("heed.feedback")
public record FeedbackSettings(@DefaultValue("25MB") DataSize maxMail) {}
