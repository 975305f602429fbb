using HealthScoring.Json;

namespace HealthScoring.Analysis;

/// <summary>Lets System.Text.Json write and read a stored simulation as its own members do.</summary>
internal sealed class SimulationConverter() : StoredConverter<StoredSimulation>(StoredSimulation.Parse, simulation => simulation.ToJson());
