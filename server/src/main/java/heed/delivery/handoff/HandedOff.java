package heed.delivery.handoff;

import java.time.Instant;

/// How far the hand-off of a delivery is.
///
/// @param chunks how many were asked for
/// @param people how many left
/// @param lateExcluded how many failed the last check before leaving
/// @param remaining how many of the target are left
/// @param lastAt when the last chunk began
public record HandedOff(long chunks, long people, long lateExcluded, long remaining, Instant lastAt) {}
