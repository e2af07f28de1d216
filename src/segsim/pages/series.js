// How do the page's shared series become the rows of a chart?
