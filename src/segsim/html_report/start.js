// Start once all is read.
segsim.ready = segsim.start();
