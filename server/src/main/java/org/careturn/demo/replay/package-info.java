/**
 * Replays a recorded day on a running server, over HTTP only, as its patients and staff would use it: who comes, how
 * long they are patient, how long service takes and who is on duty are as recorded; in which order people are called is
 * the server's to decide, and is checked.
 */
@NullMarked
package org.careturn.demo.replay;

import org.jspecify.annotations.NullMarked;
