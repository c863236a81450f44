package org.careturn.facilities;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.LocalTime;

/**
 * What a facility sets for messages and for how long records are kept.
 *
 * @param reminderHours before an appointment; 0: no reminder
 * @param lastReminderHours of the one that comes last, likewise
 * @param remindersByDefault whether patients are reminded who have said nothing about it
 * @param feedbackByDefault whether patients are asked how it was who have said nothing about it
 * @param quietFrom local time from which no message is sent that can wait
 * @param quietUntil local time until which that holds
 * @param messagesPerDay how many a patient gets in a day at most
 * @param visitRetentionDays days
 * @param messageRetentionDays days
 * @param forecastRetentionDays days
 */
public record FacilityPolicy(
        @Min(0) @Max(168) int reminderHours,
        @Min(0) @Max(48) int lastReminderHours,
        boolean remindersByDefault,
        boolean feedbackByDefault,
        @NotNull LocalTime quietFrom,
        @NotNull LocalTime quietUntil,
        @Min(1) @Max(100) int messagesPerDay,
        @Min(30) @Max(36_525) int visitRetentionDays,
        @Min(7) @Max(3_653) int messageRetentionDays,
        @Min(30) @Max(3_653) int forecastRetentionDays) {}
