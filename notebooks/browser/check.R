# `check(name, value)` in an open notebook in R: what notebooks/browser/check.py does in Python. The value goes out as plain data, in the
# form in which the grader takes it out of a notebook (plain.R), over the channel of R's worker; the bridge shows what is said.

local({
  LONGEST <- 100000
  SHOWN <- 5000
  NAME <- 80

  check <- function(name = "", value) {
    told <- tryCatch({
      if (missing(value) || !is.character(name) || length(name) != 1 || is.na(name)) {
        list("write", "null")
      } else {
        data <- plain$readable(function() value, LONGEST, "null", SHOWN)
        if (nchar(data, "bytes") > LONGEST) list("large", "null") else list("asking", data)
      }
    }, error = function(condition) list("unasked", "null"))
    shown <- if (identical(told[[1]], "write")) "check" else substr(name, 1, NAME)
    parts <- vapply(list(shown, told[[1]], told[[2]]), plain$text, "")
    webr::eval_js(paste0("self.postMessage({schoolCheck: {name: ", parts[[1]], ", state: ", parts[[2]], ", value: ", parts[[3]], "}}), 0"))
    invisible(NULL)
  }

  if ("school" %in% search()) detach("school", character.only = TRUE)
  attach(list(check = check), name = "school", warn.conflicts = FALSE)
})
