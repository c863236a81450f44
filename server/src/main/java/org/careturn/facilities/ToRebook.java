package org.careturn.facilities;

import java.util.UUID;

/** How many open appointments of a facility need another doctor, time or day; brought by the module that keeps them. */
public interface ToRebook {

    /** Of today and later. */
    int count(UUID facilityId);
}
