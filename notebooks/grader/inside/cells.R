# Runs inside R, in the sandbox: the cells one after another, then the named values as plain data. check() in an open notebook
# sends its values in the very same form.
#
# All of it lives in an environment of its own whose parent holds copies of the functions of base R that it uses, so that a notebook that
# redefines `paste0` or `length` by accident changes nothing. `notebooks/grader/result.py` says which form each kind of value has.

DEPTH <- 8
ITEMS <- 20000
SIGNS <- 1500000
COLUMNS <- 200
LONGEST <- 20000
MORE <- "\"<more>\""
# Lists with a class that are lists all the same.
LISTS <- c("AsIs", "listof", "by", "simple.list", "Dlist")

state <- new.env(parent = emptyenv())
left <- new.env(parent = emptyenv())

run_cell <- function(number) {
  problem <- tryCatch({
    for (part in as.list(parse(text = state$cells[[number]], keep.source = FALSE, encoding = "UTF-8"))) {
      eval(part, globalenv())
    }
    state$cells_run <- state$cells_run + 1L
    NULL
  }, error = function(condition) condition)
  if (!is.null(problem)) failed(number, kind_of(problem), message_of(problem))
  NULL
}

failed <- function(number, kind, message) {
  if (is.null(state$error)) {
    state$error <- paste0("{\"cell\":", number, ",\"kind\":", text(substr(kind, 1, 80)), ",\"message\":", text(message), "}")
  }
  NULL
}

kind_of <- function(problem) {
  kind <- oldClass(problem)[[1]]
  if (identical(kind, "simpleError")) "Error" else kind
}

message_of <- function(problem) {
  tryCatch(substr(paste(as.character(conditionMessage(problem)), collapse = " "), 1, 300), error = function(condition) "")
}

# The values, the first error and the count as JSON.
found <- function() {
  signs <- SIGNS %/% (length(state$names) + length(state$expressions) + 1)
  there <- state$names[vapply(state$names, function(name) exists(name, envir = globalenv(), inherits = FALSE), NA)]
  values <- vapply(there, function(name) {
    readable(function() get(name, envir = globalenv(), inherits = FALSE), signs, "\"<unreadable>\"")
  }, "")
  computed <- vapply(state$expressions, function(source) {
    readable(function() eval(parse(text = source, keep.source = FALSE, encoding = "UTF-8"), new.env(parent = globalenv())), signs, "null")
  }, "")
  paste0(
    "{\"values\":{", paste0(text(there), ":", values, recycle0 = TRUE, collapse = ","),
    "},\"error\":", if (is.null(state$error)) "null" else state$error, ",\"cells_run\":", state$cells_run,
    ",\"expressions\":[", paste0(computed, collapse = ","), "]}"
  )
}

# What the run before has left is cleared away, so that the next one finds what the first one found.
forget <- function() {
  state$error <- NULL
  state$cells_run <- 0L
  tryCatch({
    while (sink.number() > 0) sink()
    closeAllConnections()
    loadNamespace("grDevices")$graphics.off()
    rm(list = ls(globalenv(), all.names = TRUE), envir = globalenv())
    for (name in setdiff(search(), state$attached)) detach(name, character.only = TRUE)
    now <- options()
    new <- setdiff(names(now), names(state$options))
    options(structure(vector("list", length(new)), names = new))
    options(state$options)
    Sys.unsetenv(setdiff(names(Sys.getenv()), names(state$environment)))
    do.call(Sys.setenv, as.list(state$environment))
  }, error = function(condition) NULL)
  NULL
}

readable <- function(read, signs, otherwise, items = ITEMS) {
  left$items <- items
  left$signs <- signs
  tryCatch(suppressWarnings(plain(read(), 0)), error = function(condition) otherwise)
}

# `value` as JSON. `left` counts the items and the signs that may still follow.
plain <- function(value, depth) {
  left$items <- left$items - 1
  if (left$items < 0 || left$signs < 0 || depth > DEPTH) return(MORE)
  left$signs <- left$signs - 8
  if (is.null(value)) return("null")
  if (inherits(value, "POSIXlt")) value <- as.POSIXct.POSIXlt(value)
  if (is.list(value) && inherits(value, "data.frame")) return(frame(value, depth))
  if (is.atomic(value)) return(vector_of(value))
  if (is.list(value) && (is.null(oldClass(value)) || inherits(value, LISTS))) return(items(unclass(value), depth))
  if (is.language(value)) return("\"<call>\"")
  kind <- if (is.function(value)) "function" else if (is.environment(value)) "environment" else class(value)[[1]]
  text(paste0("<", substr(kind, 1, 80), ">"))
}

# A list: an object where it has names.
items <- function(value, depth) {
  labels <- names(value)
  given <- cut_off(value)
  parts <- character(length(given))
  for (at in seq_along(given)) parts[[at]] <- plain(given[[at]], depth + 1)
  if (is.null(labels)) return(paste0("[", paste0(c(parts, if (length(value) > length(given)) MORE), collapse = ","), "]"))
  keys <- labels[seq_along(given)]
  blank <- is.na(keys) | keys == ""
  keys[blank] <- as.character(seq_along(keys))[blank]
  paste0("{", paste0(spent(text(keys)), ":", parts, recycle0 = TRUE, collapse = ","), "}")
}

# Numbers, texts, dates: one alone, several, several with names, or a matrix.
vector_of <- function(value) {
  size <- attr(value, "dim", exact = TRUE)
  if (length(size) == 2) return(matrix_of(value, size))
  if (length(size) > 2) return("\"<array>\"")
  labels <- if (is.null(size)) attr(value, "names", exact = TRUE) else attr(value, "dimnames", exact = TRUE)[[1]]
  bare <- simple(value)
  if (length(bare) == 1 && is.null(size)) return(spent(atoms(bare)))
  if (is.null(labels)) return(listed(bare))
  paste0("{\"__series__\":true,\"index\":", listed(as.character(labels)), ",\"values\":", listed(bare), "}")
}

listed <- function(bare) {
  given <- cut_off(bare)
  parts <- spent(atoms(given))
  left$items <- left$items - length(given)
  paste0("[", paste0(c(parts, if (length(bare) > length(given)) MORE), collapse = ","), "]")
}

cut_off <- function(value) {
  room <- max(0, left$items)
  if (length(value) > room) value[seq_len(room)] else value
}

spent <- function(parts) {
  left$signs <- left$signs - sum(nchar(parts, "bytes"))
  if (left$signs < 0 && length(parts) > 1) {
    room <- max(1, length(parts) + left$signs %/% max(1, mean(nchar(parts, "bytes"))))
    parts[seq_along(parts) > room] <- MORE
    parts <- unique_end(parts)
  }
  parts
}

# Of the parts that were cut off at the end, one says so.
unique_end <- function(parts) {
  cut <- which(parts == MORE)
  if (length(cut)) c(parts[seq_len(cut[[1]] - 1)], MORE) else parts
}

# A vector without its class: the texts of a factor, of dates and of times.
simple <- function(value) {
  bare <- unclass(value)
  attributes(bare) <- NULL
  if (inherits(value, "factor")) return(as.character(attr(value, "levels", exact = TRUE))[bare])
  if (inherits(value, "Date")) return(format.Date(structure(as.double(bare), class = "Date")))
  if (inherits(value, "POSIXct")) {
    zone <- attr(value, "tzone", exact = TRUE)
    return(format.POSIXct(structure(as.double(bare), class = c("POSIXct", "POSIXt"), tzone = zone), "%Y-%m-%d %H:%M:%S"))
  }
  bare
}

# The JSON of each item of a vector without a class.
atoms <- function(bare) {
  nothing <- is.na(bare)
  parts <- switch(typeof(bare),
    logical = ifelse(bare, "true", "false"),
    integer = sprintf("%d", bare),
    double = numbers(bare),
    character = text(bare),
    raw = sprintf("%d", as.integer(bare)),
    rep_len("\"<complex>\"", length(bare))
  )
  if (typeof(bare) == "double") nothing <- nothing & !is.nan(bare)
  parts[nothing] <- "null"
  as.character(parts)
}

numbers <- function(bare) {
  parts <- sprintf("%.17g", bare)
  parts[is.nan(bare)] <- "\"NaN\""
  parts[is.infinite(bare) & bare > 0] <- "\"Infinity\""
  parts[is.infinite(bare) & bare < 0] <- "\"-Infinity\""
  parts
}

text <- function(words) {
  words <- enc2utf8(words)
  broken <- !validUTF8(words)
  words[broken] <- iconv(words[broken], "UTF-8", "UTF-8", sub = "?")
  words <- substr(words, 1, LONGEST)
  words <- gsub("\\", "\\\\", words, fixed = TRUE)
  words <- gsub("\"", "\\\"", words, fixed = TRUE)
  words <- gsub("\n", "\\n", words, fixed = TRUE)
  words <- gsub("\t", "\\t", words, fixed = TRUE)
  words <- gsub("[[:cntrl:]]", " ", words)
  paste0("\"", words, "\"", recycle0 = TRUE)
}

# A matrix with names of its columns is a table, without any a list of its rows.
matrix_of <- function(value, size) {
  bare <- simple(value)
  called <- attr(value, "dimnames", exact = TRUE)
  width <- min(size[[2]], COLUMNS)
  columns <- lapply(seq_len(width), function(column) bare[(column - 1) * size[[1]] + seq_len(size[[1]])])
  if (is.null(called)) {
    rows <- rows_of(columns, size[[1]])
    return(paste0("[", paste0(rows, collapse = ","), "]"))
  }
  names <- if (is.null(called[[2]])) paste0("V", seq_len(width)) else as.character(called[[2]])[seq_len(width)]
  if (!is.null(called[[1]])) {
    columns <- c(list(as.character(called[[1]])), columns)
    names <- c("index", names)
  }
  table(columns, names, size[[1]])
}

frame <- function(value, depth) {
  labels <- attr(value, "row.names", exact = TRUE)
  bare <- unclass(value)
  names <- as.character(names(bare))
  height <- length(labels)
  columns <- list()
  called <- character()
  if (is.character(labels)) {
    columns <- list(labels)
    called <- "index"
  }
  for (at in seq_len(min(length(bare), COLUMNS))) {
    column <- bare[[at]]
    size <- attr(column, "dim", exact = TRUE)
    if (length(size) == 2) { # what aggregate() gives for a function with several results
      parts <- attr(column, "dimnames", exact = TRUE)[[2]]
      if (is.null(parts)) parts <- seq_len(size[[2]])
      cells <- simple(column)
      for (part in seq_len(size[[2]])) columns <- c(columns, list(cells[(part - 1) * size[[1]] + seq_len(size[[1]])]))
      called <- c(called, paste(names[[at]], parts, sep = "."))
    } else {
      if (inherits(column, "POSIXlt")) column <- as.POSIXct.POSIXlt(column)
      columns <- c(columns, list(if (is.list(column)) nested(column, depth) else simple(column)))
      called <- c(called, names[[at]])
    }
  }
  table(columns, called, height)
}

# The cells of a column that is a list are JSON already.
nested <- function(column, depth) {
  structure(vapply(unclass(column), function(cell) plain(cell, depth + 2), "", USE.NAMES = FALSE), done = TRUE)
}

table <- function(columns, names, height) {
  rows <- rows_of(columns, height)
  paste0("{\"__frame__\":true,\"columns\":[", paste0(text(names), collapse = ","), "],\"rows\":[", paste0(rows, collapse = ","), "]}")
}

rows_of <- function(columns, height) {
  room <- min(height, max(0, left$items %/% max(1, length(columns))))
  cells <- lapply(columns, function(column) {
    if (isTRUE(attr(column, "done", exact = TRUE))) as.character(column)[seq_len(room)] else atoms(column[seq_len(room)])
  })
  left$items <- left$items - room * length(columns)
  if (length(cells) == 0) return(character())
  rows <- spent(paste0("[", do.call(paste, c(unname(cells), sep = ",")), "]", recycle0 = TRUE))
  c(rows, if (height > room) MORE)
}

# A chart is drawn where nobody sees it; what asks for a window, or for pages of help that are not here, gives nothing.
prepare <- function() {
  options(device = eval(quote(function(...) grDevices::pdf(NULL)), baseenv()))
  nothing <- eval(quote(function(...) invisible(NULL)), baseenv())
  absent <- c("?", "help", "help.search", "View", "edit", "fix", "example", "demo", "vignette", "check")
  attach(structure(rep(list(nothing), length(absent)), names = absent), name = "notebook", warn.conflicts = FALSE)
  state$attached <- search()
  state$options <- options()
  state$environment <- Sys.getenv()
}

# What is used below and above is copied, and then nothing of it can be changed.
seal <- function(own) {
  used <- unique(unlist(lapply(ls(own), function(name) if (is.function(own[[name]])) all.names(body(own[[name]])))))
  used <- unique(c(used, paste0(used, "<-"), "function"))
  used <- used[vapply(used, exists, NA, envir = baseenv(), inherits = FALSE)]
  kept <- list2env(mget(used, envir = baseenv()), parent = emptyenv())
  lockEnvironment(kept, bindings = TRUE)
  parent.env(own) <- kept
  lockEnvironment(own, bindings = TRUE)
}
