using System.Text.Json.Serialization;

namespace HealthScoring.AspNetCore;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PortfolioView))]
[JsonSerializable(typeof(CustomerListView))]
[JsonSerializable(typeof(SettingsView))]
[JsonSerializable(typeof(ProfileView))]
[JsonSerializable(typeof(WhatIfRequest))]
[JsonSerializable(typeof(WhatIfView))]
[JsonSerializable(typeof(ProfileProblemsView))]
[JsonSerializable(typeof(CustomerView))]
[JsonSerializable(typeof(HistoryView))]
[JsonSerializable(typeof(ChangeView))]
[JsonSerializable(typeof(PathView))]
[JsonSerializable(typeof(SummaryView))]
[JsonSerializable(typeof(OverrideView))]
[JsonSerializable(typeof(OverrideRequest))]
internal sealed partial class ViewJsonContext : JsonSerializerContext;
