package org.careturn.platform;

/** What an account may be. All but PATIENT are held in named facilities; an ADMIN may also hold all of them. */
public enum Role {
    ADMIN,
    DOCTOR,
    NURSE,
    RECEPTIONIST,
    PATIENT,
    DEVICE
}
