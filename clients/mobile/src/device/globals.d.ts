/** Metro's: false in what is built. */
declare const __DEV__: boolean;
