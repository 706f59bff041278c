// Everything works without this file; it only shortens ways.
import "./copy-text.js";
import "./local-time.js";
