import chromium from '@sparticuz/chromium';

// Run as a process of its own: where to unpack (TMPDIR) and whether to unpack the libraries too, which it does when it
// believes itself on Amazon Linux, can be told to @sparticuz/chromium by the environment alone.
await chromium.executablePath();
