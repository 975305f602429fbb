# Recomputes the figures of HealthScore.Analysis by other people's code: R's own tests and fits, and the package pROC.
#
#   Rscript --vanilla check.R FOLDER
#
# IndependentCheckTests writes the folder and compares what this prints, a name, a tab and a number with 17 digits per line:
#   rows.csv      one customer per row: event, score and other (the score by a second profile), tier (from 0), segment, weight, and for
#                 each metric value.NAME and points.NAME; NA where there is none
#   learning.csv  one row that weights are learned from: event, weight, and columns of causes
# Debian has both: r-base-core and r-cran-proc. Ends with status 3 where pROC is missing.

if (!requireNamespace("pROC", quietly = TRUE)) quit(status = 3)
suppressPackageStartupMessages(library(pROC))

folder <- commandArgs(trailingOnly = TRUE)[1]
read <- function(name) read.csv(file.path(folder, name), check.names = FALSE, na.strings = "NA", stringsAsFactors = FALSE)
say <- function(name, value) cat(sprintf("%s\t%.17g\n", name, value), sep = "")
wilson <- function(hits, of, confidence = 0.95) suppressWarnings(prop.test(hits, of, conf.level = confidence, correct = FALSE))$conf.int
fisher <- function(hits, of, other.hits, other.of)
  fisher.test(matrix(c(hits, of - hits, other.hits, other.of - other.hits), 2), conf.int = FALSE)$p.value

rows <- read("rows.csv")
metrics <- sub("^value\\.", "", grep("^value\\.", names(rows), value = TRUE))
scored <- rows[!is.na(rows$score), ]

# AUCs: low numbers are to have the event.
curve <- function(event, number) roc(event, number, levels = c(0, 1), direction = ">", quiet = TRUE)
newcombe <- function(a, events, others) {
  upper <- function(a, events, others) {
    n <- (events + others) / 2 - 1
    v <- function(t) t * (1 - t) * (1 + n * (1 - t) / (2 - t) + n * t / (1 + t)) / (events * others)
    uniroot(function(t) t - a - qnorm(0.975) * sqrt(v(t)), c(a, 1), tol = 1e-16, maxiter = 10000)$root
  }
  c(1 - upper(1 - a, events, others), upper(a, events, others))
}
separation <- function(name, event, number) {
  of <- curve(event, number)
  say(paste(name, "auc"), auc(of))
  say(paste(name, "interval"), newcombe(as.numeric(auc(of)), sum(event == 1), sum(event == 0)))
  say(paste(name, "delong"), sqrt(var(of)))
  say(paste(name, "delong interval"), ci.auc(of, method = "delong")[c(1, 3)])
  say(paste(name, "ks"), suppressWarnings(ks.test(number[event == 1], number[event == 0])$statistic))
}
separation("score", scored$event, scored$score)
for (metric in metrics) {
  points <- scored[[paste0("points.", metric)]]
  has <- !is.na(points)
  separation(metric, scored$event[has], points[has])
  value <- rows[[paste0("value.", metric)]]
  say(paste(metric, "missing"), c(mean(is.na(value[rows$event == 1])), mean(is.na(value[rows$event == 0]))))
}

# Two profiles on the rows that both score.
both <- rows[!is.na(rows$score) & !is.na(rows$other), ]
compared <- roc.test(curve(both$event, both$other), curve(both$event, both$score), method = "delong", paired = TRUE)
say("gain auc", compared$estimate)
say("gain interval", compared$conf.int)
say("gain p", compared$p.value)

# Tiers.
tiers <- sort(unique(scored$tier))
hits <- sapply(tiers, function(tier) sum(scored$event[scored$tier == tier]))
of <- sapply(tiers, function(tier) sum(scored$tier == tier))
for (i in seq_along(tiers)) {
  say(paste("tier", tiers[i], "rate"), hits[i] / of[i])
  say(paste("tier", tiers[i], "interval"), wilson(hits[i], of[i]))
  if (i > 1) say(paste("tier", tiers[i], "fisher"), fisher(hits[i - 1], of[i - 1], hits[i], of[i]))
}

# Risk by score. A falling run of outcomes is pooled, so events first makes one block of equal scores.
order <- order(-scored$score, -scored$event)
fit <- isoreg(scored$event[order])$yf
falling <- scored$score[order]
last <- !duplicated(falling)
scores <- rev(falling[last])
risks <- rev(fit[last])
say("risk", risks)
if (length(scores) > 1) say("risk between", approx(scores, risks, (scores[-1] + scores[-length(scores)]) / 2)$y)
blocks <- rle(rev(round(fit, 12)))
say("block rows", blocks$lengths)
block.events <- round(blocks$lengths * blocks$values)
say("block events", block.events)
for (i in seq_along(blocks$lengths)) say("block interval", wilson(block.events[i], blocks$lengths[i]))
rate <- mean(scored$event)
say("uncertainty", rate * (1 - rate))
say("discrimination", rate * (1 - rate) - mean((scored$event[order] - fit)^2))

# Segments: those who had the event against those whom the risk by score expects.
segments <- unique(scored$segment)
if (length(segments) > 1) {
  risk.of <- risks[match(scored$score, scores)]
  expected <- sapply(segments, function(segment) sum(risk.of[scored$segment == segment]))
  had <- sapply(segments, function(segment) sum(scored$event[scored$segment == segment]))
  n <- sapply(segments, function(segment) sum(scored$segment == segment))
  p <- pmin(1, 2 * pmin(pbinom(had, n, expected / n), pbinom(had - 1, n, expected / n, lower.tail = FALSE)))
  adjusted <- p.adjust(p, "BH")
  for (i in seq_along(segments)) {
    say(paste("segment", segments[i], "expected"), expected[i])
    say(paste("segment", segments[i], "interval"), binom.test(had[i], n[i])$conf.int * n[i] / expected[i])
    say(paste("segment", segments[i], "p"), adjusted[i])
  }
}

# Pairs that count by the product of what both customers pay.
paying <- scored[!is.na(scored$weight) & scored$weight > 0, ]
left <- paying[paying$event == 1, ]
stayed <- paying[paying$event == 0, ]
placed <- function(s, above, w) sum(w * ((above > s) + (above == s) / 2)) / sum(w)
v10 <- sapply(left$score, placed, stayed$score, stayed$weight)
v01 <- 1 - sapply(stayed$score, placed, left$score, left$weight)
by.revenue <- sum(left$weight * v10) / sum(left$weight)
say("revenue auc", by.revenue)
of.left <- left$weight * (v10 - by.revenue) / sum(left$weight)
of.stayed <- stayed$weight * (v01 - by.revenue) / sum(stayed$weight)
say("revenue error", sqrt(sum(of.left^2) + sum(of.stayed^2)))

# Patterns: bands between quantiles, missing values and segments, alone and in pairs.
n <- nrow(rows)
events <- sum(rows$event)
items <- list()
add <- function(attribute, name, inside) items[[length(items) + 1]] <<- list(attribute = attribute, name = name, inside = inside)
for (metric in metrics) {
  value <- rows[[paste0("value.", metric)]]
  known <- sort(value)
  edges <- unique(known[((1:4) * length(known)) %/% 5 + 1])
  from <- c(-Inf, edges)
  below <- c(edges, Inf)
  for (band in seq_along(from)) {
    low <- if (from[band] <= known[1]) "" else sprintf(" from %.9g", from[band])
    high <- if (is.finite(below[band])) sprintf(" below %.9g", below[band]) else ""
    add(metric, paste0(metric, low, high), !is.na(value) & value >= from[band] & value < below[band])
  }
  add(metric, paste(metric, "missing"), is.na(value))
}
for (segment in unique(rows$segment)) add("segment", paste("segment", segment), rows$segment == segment)
looks <- list()
look <- function(name, inside) {
  in.of <- sum(inside)
  if (in.of < max(20, ceiling(n / 100)) || n - in.of < 20 || in.of * min(events, n - events) / n < 5) return()
  in.hits <- sum(rows$event[inside])
  looks[[length(looks) + 1]] <<- list(name = name, hits = in.hits, of = in.of, p = fisher(in.hits, in.of, events - in.hits, n - in.of))
}
for (item in items) look(item$name, item$inside)
for (i in seq_along(items)) for (j in seq_along(items)) {
  if (i < j && items[[i]]$attribute != items[[j]]$attribute)
    look(paste(items[[i]]$name, items[[j]]$name, sep = " and "), items[[i]]$inside & items[[j]]$inside)
}
say("looks", length(looks))
adjusted <- p.adjust(sapply(looks, function(one) one$p), "BH")
say("significant", sum(adjusted <= 0.05))
for (i in seq_along(looks)) {
  one <- looks[[i]]
  say("look p", one$p)
  say("look adjusted", adjusted[i])
  if (adjusted[i] <= 0.05) {
    say(paste("pattern", one$name, "p"), adjusted[i])
    say(paste("pattern", one$name, "lift"), c(one$hits / one$of, wilson(one$hits, one$of, 0.95^(1 / length(looks)))) / (events / n))
  }
}

# The logistic regression without a penalty, from that of equal weights: where few rows weigh most, the start of glm itself can diverge.
learning <- read("learning.csv")
logistic <- function(weights, start = NULL)
  suppressWarnings(glm(event ~ . - weight, binomial, learning, weights = weights, start = start, control = glm.control(epsilon = 1e-14, maxit = 100)))
fit <- logistic(learning$weight, coef(logistic(rep(1, nrow(learning)))))
say("logistic", coef(fit))
say("logistic error", sqrt(diag(summary(fit)$cov.unscaled)))
